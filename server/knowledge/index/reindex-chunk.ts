import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { knowledgeChunks, knowledgeEntries } from "@/db/schema/knowledge";
import { detectLanguage } from "../words/detect-language";
import { makeEntry } from "./make-entry";
import { TermHasher } from "./term-hash";

/** Makes a chunk's entry in the index again, after its text was changed. The caller has checked its workspace. */
export async function reindexChunk(on: Executor, chunkId: string): Promise<void> {
  const [chunk] = await on
    .select({
      workspaceId: knowledgeChunks.workspaceId,
      headings: knowledgeChunks.headings,
      text: knowledgeChunks.text,
      kind: knowledgeEntries.kind,
      language: knowledgeEntries.language,
    })
    .from(knowledgeChunks)
    .innerJoin(knowledgeEntries, eq(knowledgeEntries.chunkId, knowledgeChunks.id))
    .where(eq(knowledgeChunks.id, chunkId));
  if (!chunk) return;
  const detected = await detectLanguage(chunk.text);
  const language = detected.isSure ? detected.language : chunk.language;
  const entry = makeEntry(chunk, { kind: chunk.kind, language, hasher: new TermHasher(chunk.workspaceId) });
  await on
    .update(knowledgeEntries)
    .set({ language, ...entry })
    .where(eq(knowledgeEntries.chunkId, chunkId));
}
