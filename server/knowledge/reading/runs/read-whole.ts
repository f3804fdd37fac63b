import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeDocuments, knowledgeSources } from "@/db/schema/knowledge";
import { DomainError } from "@/server/errors";
import { readBytes } from "@/server/files/read-file";
import type { SettingsOf, SourceSettings } from "@/server/schemas/knowledge/source-settings";
import { questionChunks } from "../../chunks/question-chunks";
import { runDocumentJob } from "../jobs/run-document-job";
import { fetchPage } from "../pages/fetch-page";
import { isCurrent, noteProgress } from "./begin-reading";
import { endReading, failReading, type ReadingEnd } from "./end-reading";
import { inReading, type ReadingKey } from "./reading-key";
import { liveDocuments } from "./live-documents";
import { confirmDocument, storeDocument, type StoredRead } from "./store-document";
import { tableBlocks } from "./table-blocks";
import { whileCurrent } from "./while-current";

/** After this many readings in a row that did not find it, a page is removed. */
export const MAX_MISSES = 3;

/** The key of the only document of a source. */
const ONLY = "";

type Outcome =
  | { kind: "read"; document: Omit<StoredRead, "key">; warnings: string[] }
  | { kind: "unchanged" }
  | { kind: "gone"; reason: string };

/** Reads a source that is one document, and ends the reading. Only what another attempt may solve is thrown. */
export async function readWhole(key: ReadingKey): Promise<void> {
  const [source] = await db
    .select({ settings: knowledgeSources.settings })
    .from(knowledgeSources)
    .where(inReading(key));
  if (!source) return;
  try {
    const outcome = await whileCurrent(key, (signal) => readSettings({ ...key, signal }, source.settings));
    if (outcome === null || !(await isCurrent(key))) return;
    if (outcome.kind === "gone") return await endReading(key, (tx, { id }) => countMiss(tx, id, outcome.reason));
    if (outcome.kind === "unchanged") await confirmDocument(key.sourceId, ONLY);
    else await storeDocument(key, { key: ONLY, ...outcome.document });
    await endReading(key, () => Promise.resolve({ warnings: outcome.kind === "read" ? outcome.warnings : [] }));
  } catch (error) {
    // `unavailable` means that the queue is full, so the durable step retries.
    if (!(error instanceof DomainError) || error.code === "unavailable") throw error;
    await failReading(key, error.message);
  }
}

async function countMiss(
  on: Pick<typeof db, "update" | "delete">,
  sourceId: string,
  reason: string,
): Promise<ReadingEnd> {
  const document = liveDocuments(sourceId, [ONLY]);
  const [missed] = await on
    .update(knowledgeDocuments)
    .set({ misses: sql`${knowledgeDocuments.misses} + 1` })
    .where(document)
    .returning({ id: knowledgeDocuments.id, misses: knowledgeDocuments.misses });
  if (!missed || missed.misses < MAX_MISSES) return { error: reason };
  await on.delete(knowledgeDocuments).where(eq(knowledgeDocuments.id, missed.id));
  return {
    error: `${reason} It was not found ${MAX_MISSES} times in a row, so its text was removed.`,
    isFirstAgain: true,
    removed: 1,
  };
}

/** A reading with the signal that it is no longer wanted. */
type Reading = ReadingKey & { signal: AbortSignal };

async function readSettings(reading: Reading, settings: SourceSettings): Promise<Outcome> {
  switch (settings.kind) {
    case "text":
      return readWritten(reading, { format: "markdown", text: settings.text, title: "" });
    case "question":
      return { kind: "read", document: questionDocument(settings), warnings: [] };
    case "file":
      return readFile(reading, settings);
    case "page":
      return readWebPage(reading, settings.url);
    case "table":
      return readTable(reading, settings);
    case "api":
      return readWritten(reading, { format: settings.format, text: settings.text, title: "" }, settings.url);
    case "site":
      throw new Error("A site is read page by page.");
  }
}

/** @param given Without a title of its own, the document has the name of its source. */
async function readWritten(
  { signal, ...key }: Reading,
  given: Parameters<typeof runDocumentJob<"readText">>[1],
  url: string | null = null,
): Promise<Outcome> {
  const [source] = await db.select({ name: knowledgeSources.name }).from(knowledgeSources).where(inReading(key));
  const input = { ...given, title: given.title || (source?.name ?? "") };
  const { warnings, ...document } = await runDocumentJob("readText", input, { workspaceId: key.workspaceId, signal });
  return { kind: "read", document: { ...document, url }, warnings };
}

function questionDocument(settings: SettingsOf<"question">): Omit<StoredRead, "key"> {
  const chunks = questionChunks(settings);
  const contentHash = createHash("sha256").update(JSON.stringify(chunks)).digest("hex");
  return { title: settings.question, url: null, contentHash, chunks };
}

async function readFile({ signal, ...key }: Reading, { fileId, fileName }: SettingsOf<"file">): Promise<Outcome> {
  const bytes = await readBytes(key.workspaceId, fileId);
  if (!bytes) throw new DomainError("not_found", "The file is no longer kept. Upload it again.");
  const note = (done: number, total: number) => void noteProgress(key, { label: "Reading pages", done, total });
  const input = { bytes, fileName };
  const { warnings, ...document } = await runDocumentJob("readFile", input, {
    workspaceId: key.workspaceId,
    signal,
    onProgress: note,
  });
  return { kind: "read", document: { ...document, url: null }, warnings };
}

async function readTable(reading: Reading, settings: SettingsOf<"table">): Promise<Outcome> {
  const { title, blocks } = await tableBlocks(reading.workspaceId, settings);
  return readWritten(reading, { format: "read", read: { title, blocks, warnings: [] }, title });
}

async function readWebPage({ signal, ...key }: Reading, url: string): Promise<Outcome> {
  const [before] = await db
    .select()
    .from(knowledgeDocuments)
    .where(liveDocuments(key.sourceId, [ONLY]));
  // The stored copy may be of another address that the source had before.
  const version = before?.key === ONLY && before.url === url ? before : undefined;
  const fetched = await fetchPage({ url, ...(version && { version }) });
  if (fetched.kind === "failed") throw new DomainError("invalid", fetched.reason);
  if (fetched.kind !== "page") return fetched;
  const [page] = await runDocumentJob("readPages", [fetched.file], { workspaceId: key.workspaceId, signal });
  if (!page?.ok) throw new DomainError("invalid", page?.reason ?? "The page has no text.");
  const { title, chunks, contentHash, warnings } = page;
  const { etag, lastModified } = fetched;
  return { kind: "read", document: { title, chunks, contentHash, url, version: { etag, lastModified } }, warnings };
}
