import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, real, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { EndedEdits, SourceProgress, SourceSettings } from "../../server/schemas/knowledge/source-settings.ts";
import { users, workspaces } from "./accounts.ts";
import { bytea, createdAt, instant } from "./columns.ts";

/** A source of a workspace's knowledge base (CONTRACTS §10). */
export const knowledgeSources = pgTable(
  "knowledge_sources",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    kind: text({ enum: ["text", "question", "file", "page", "site", "table", "api"] }).notNull(),
    name: text().notNull(),
    /** The id of an API source, which the customer's system chose. */
    externalId: text("external_id"),
    settings: jsonb().$type<SourceSettings>().notNull(),
    /** Bots use it. False for a source whose text is checked first. */
    isEnabled: boolean("is_enabled").notNull().default(true),
    status: text({ enum: ["queued", "reading", "ready", "warnings", "failed", "stale"] }).notNull(),
    progress: jsonb().$type<SourceProgress>(),
    /** The current or latest reading: an older one that still runs changes nothing. */
    readingId: text("reading_id"),
    /** What could not be read, in sentences for people. */
    warnings: jsonb().$type<string[]>().notNull().default([]),
    /** The parts whose edits ended because their text changed, until a person has the source read again. */
    endedEdits: jsonb("ended_edits").$type<EndedEdits>().notNull().default({ count: 0, parts: [] }),
    /** Why the latest reading failed. */
    error: text(),
    schedule: text({ enum: ["off", "daily", "weekly"] })
      .notNull()
      .default("off"),
    nextReadAt: instant("next_read_at"),
    /** When the latest reading ended. */
    readAt: instant("read_at"),
    /** When a reading last succeeded; the content is from then. */
    succeededAt: instant("succeeded_at"),
    /** When the sweep checks whether a reading was lost; null: none is in progress. */
    checkAt: instant("check_at"),
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    index("knowledge_sources_workspace").on(t.workspaceId, t.createdAt),
    uniqueIndex("knowledge_sources_external")
      .on(t.workspaceId, t.externalId)
      .where(sql`${t.externalId} is not null`),
    index("knowledge_sources_due")
      .on(t.nextReadAt)
      .where(sql`${t.nextReadAt} is not null`),
    index("knowledge_sources_check")
      .on(t.checkAt)
      .where(sql`${t.checkAt} is not null`),
  ],
);

/** A part of a source that is read and replaced as a whole: a page of a site, a file, a text. */
export const knowledgeDocuments = pgTable(
  "knowledge_documents",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    sourceId: text("source_id")
      .notNull()
      .references(() => knowledgeSources.id, { onDelete: "cascade" }),
    /** What identifies it within its source: the canonical address of a page; empty for a source's only document. */
    key: text().notNull(),
    title: text().notNull(),
    url: text(),
    /** False while its chunks are being written. It then replaces the live document with its key. */
    isLive: boolean("is_live").notNull().default(true),
    /** Of the text that was read; an unchanged document is left as it is. */
    contentHash: text("content_hash").notNull(),
    etag: text(),
    lastModified: text("last_modified"),
    /** How many readings in a row did not find it. */
    misses: integer().notNull().default(0),
    /** Why its latest reading failed; its content is from the one before. */
    error: text(),
    chunkCount: integer("chunk_count").notNull().default(0),
    readAt: instant("read_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("knowledge_documents_key")
      .on(t.sourceId, t.key)
      .where(sql`${t.isLive}`),
    index("knowledge_documents_source").on(t.sourceId, t.id),
  ],
);

/** A searchable part of a document, as people read it. */
export const knowledgeChunks = pgTable(
  "knowledge_chunks",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    sourceId: text("source_id").notNull(),
    documentId: text("document_id")
      .notNull()
      .references(() => knowledgeDocuments.id, { onDelete: "cascade" }),
    /** The order within its document, from 0. */
    position: integer().notNull(),
    /** The document's title and the headings above the text, which are searched, too. */
    headings: jsonb().$type<string[]>().notNull(),
    text: text().notNull(),
    /** From 1; null if the document has no pages. */
    page: integer(),
    /** The id of the nearest heading above it in an HTML page. */
    anchor: text(),
    isEdited: boolean("is_edited").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("knowledge_chunks_document").on(t.documentId, t.position),
    index("knowledge_chunks_source").on(t.sourceId),
  ],
);

/**
 * The text that was read of a chunk that people edited or deleted, which has no chunk any more. The change stays while
 * readings find a chunk with the same text.
 */
export const knowledgeOriginals = pgTable(
  "knowledge_originals",
  {
    documentId: text("document_id")
      .notNull()
      .references(() => knowledgeDocuments.id, { onDelete: "cascade" }),
    /** That of the chunk. */
    position: integer().notNull(),
    workspaceId: text("workspace_id").notNull(),
    headings: jsonb().$type<string[]>().notNull(),
    /** SHA-256 in hexadecimal digits. */
    textHash: text("text_hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.position] })],
);

/** What search reads of a chunk: narrow rows, so that many candidates can be compared. */
export const knowledgeEntries = pgTable(
  "knowledge_entries",
  {
    chunkId: text("chunk_id")
      .primaryKey()
      .references(() => knowledgeChunks.id, { onDelete: "cascade" }),
    workspaceId: text("workspace_id").notNull(),
    sourceId: text("source_id").notNull(),
    documentId: text("document_id").notNull(),
    isLive: boolean("is_live").notNull(),
    /** A direct question or one of its variants is matched on its own. */
    kind: text({ enum: ["passage", "question"] }).notNull(),
    /** ISO 639-1, or `und`. */
    language: text().notNull(),
    /** Hashes of the workspace and a stem, number or code each, so that one index serves all workspaces. */
    terms: integer().array().notNull(),
    /** How often each of `terms` occurs, in their order: 24 bits of the hash and 8 of the count each. */
    counts: bytea().notNull(),
    /** The number of words that say something. */
    length: integer().notNull(),
    /** Random: the chunks with the lowest values are the sample of which the statistics are computed. */
    sampleKey: integer("sample_key").notNull(),
  },
  (t) => [
    index("knowledge_entries_terms").using("gin", t.terms),
    index("knowledge_entries_sample").on(t.workspaceId, t.sampleKey),
    index("knowledge_entries_document").on(t.documentId),
  ],
);

/** What an embedding model makes of a chunk, for search by meaning. */
export const knowledgeVectors = pgTable(
  "knowledge_vectors",
  {
    chunkId: text("chunk_id")
      .notNull()
      .references(() => knowledgeChunks.id, { onDelete: "cascade" }),
    workspaceId: text("workspace_id").notNull(),
    sourceId: text("source_id").notNull(),
    /** The provider and the model that made it; vectors of different models cannot be compared. */
    model: text().notNull(),
    /** Of length 1, so that the inner product is the cosine. */
    embedding: real().array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chunkId, t.model] }),
    index("knowledge_vectors_workspace").on(t.workspaceId, t.model),
  ],
);

/** How frequent stems and grams are in a workspace's knowledge, from a sample of its chunks. */
export const knowledgeStatistics = pgTable("knowledge_statistics", {
  workspaceId: text("workspace_id")
    .primaryKey()
    .references(() => workspaces.id, { onDelete: "cascade" }),
  /** Increases with each computation. */
  version: integer().notNull(),
  chunks: integer().notNull(),
  sampled: integer().notNull(),
  averageLength: real("average_length").notNull(),
  languages: jsonb().$type<string[]>().notNull(),
  /** Pairs of a hash and a count, packed. */
  stems: bytea().notNull(),
  grams: bytea().notNull(),
  computedAt: instant("computed_at").notNull().defaultNow(),
});

/** The words of a workspace's knowledge, to find what a misspelled word means. */
export const knowledgeWords = pgTable(
  "knowledge_words",
  {
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    word: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.word] }),
    index("knowledge_words_similar").using("gin", sql`${t.word} gin_trgm_ops`),
  ],
);

/** Words that mean the same in a workspace. */
export const knowledgeSynonyms = pgTable(
  "knowledge_synonyms",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    words: jsonb().$type<string[]>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("knowledge_synonyms_workspace").on(t.workspaceId, t.createdAt)],
);
