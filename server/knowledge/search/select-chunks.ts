import { sql } from "drizzle-orm";
import { knowledgeChunks, knowledgeDocuments, knowledgeSources } from "@/db/schema/knowledge";
import { statement } from "@/db/statement";
import type { Hit } from "./search-result";

/** A chunk with what people see of it. */
export interface FoundChunk extends Omit<Hit, "language" | "score" | "legs"> {
  /** Of a direct question. */
  answer: string | null;
}

const select = statement<{ workspaceId: string; ids: string }, FoundChunk & Record<string, unknown>>(
  ({ workspaceId, ids }) => sql`
    select chunk.id as "chunkId", chunk.source_id as "sourceId", source.kind as "sourceKind",
      chunk.document_id as "documentId",
      case when document.key = '' then source.name else document.title end as title,
      chunk.headings, chunk.text, document.url, chunk.page, chunk.anchor,
      case when source.kind = 'question' then source.settings ->> 'answer' end as answer
    from unnest(${ids}::text::text[]) as given (id)
    join ${knowledgeChunks} as chunk on chunk.id = given.id and chunk.workspace_id = ${workspaceId}
    join ${knowledgeDocuments} as document on document.id = chunk.document_id and document.is_live
    join ${knowledgeSources} as source on source.id = chunk.source_id`,
);

/** Reads the texts of chunks with their documents and sources. Chunks that were deleted meanwhile are left out. */
export async function selectChunks(workspaceId: string, ids: string[]): Promise<Map<string, FoundChunk>> {
  if (ids.length === 0) return new Map();
  const rows = await select({ workspaceId, ids: `{${ids.join(",")}}` });
  return new Map(rows.map((row) => [row.chunkId, row]));
}
