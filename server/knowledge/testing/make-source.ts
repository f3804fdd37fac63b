import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { newId } from "@/server/ids";
import type { SettingsOf } from "@/server/schemas/knowledge/source-settings";
import type { Chunk } from "../chunks/chunk";
import { questionChunks } from "../chunks/question-chunks";
import { type DocumentToWrite, writeDocument } from "../index/write-document";

/** Makes a source that was read, without documents. Returns its id. */
export async function makeSource(
  workspaceId: string,
  values: Partial<typeof knowledgeSources.$inferInsert> = {},
): Promise<string> {
  const id = newId("knowledgeSource");
  const settings = { kind: "text" as const, text: "Text" };
  await db
    .insert(knowledgeSources)
    .values({ id, workspaceId, kind: settings.kind, name: "Source", status: "ready", settings, ...values });
  return id;
}

/** Writes a document whose chunks are these texts. Returns its id. */
export async function writeTexts(
  workspaceId: string,
  sourceId: string,
  texts: string[],
  document: Partial<DocumentToWrite> = {},
): Promise<string> {
  const chunks = texts.map((text): Chunk => ({ headings: [], text, page: null, anchor: null }));
  return writeChunks(workspaceId, sourceId, chunks, document);
}

/** Makes a direct question as its reading stores it. Returns the source's id. */
export async function makeQuestion(workspaceId: string, given: Omit<SettingsOf<"question">, "kind">): Promise<string> {
  const settings = { kind: "question" as const, ...given };
  const sourceId = await makeSource(workspaceId, { name: settings.question, kind: "question", settings });
  await writeChunks(workspaceId, sourceId, questionChunks(settings), { title: settings.question });
  return sourceId;
}

function writeChunks(
  workspaceId: string,
  sourceId: string,
  chunks: Chunk[],
  document: Partial<DocumentToWrite>,
): Promise<string> {
  return writeDocument(
    db,
    {
      workspaceId,
      sourceId,
      key: "",
      title: "Document",
      url: null,
      contentHash: newId("request"),
      etag: null,
      lastModified: null,
      ...document,
    },
    chunks,
  );
}
