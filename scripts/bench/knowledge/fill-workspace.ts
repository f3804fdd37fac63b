import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { knowledgeSources } from "@/db/schema/knowledge";
import { newId } from "@/server/ids";
import { updateStatistics } from "@/server/knowledge/index/update-statistics";
import { writeDocument } from "@/server/knowledge/index/write-document";

export interface Filled {
  workspaceId: string;
  sourceId: string;
}

/** Makes a workspace with one source without documents. */
export async function makeBenchWorkspace(): Promise<Filled> {
  const [workspaceId, sourceId] = [newId("workspace"), newId("knowledgeSource")];
  await db.insert(workspaces).values({ id: workspaceId, name: "Benchmark" });
  await db.insert(knowledgeSources).values({
    id: sourceId,
    workspaceId,
    kind: "text",
    name: "Texts",
    status: "ready",
    settings: { kind: "text", text: "Text" },
  });
  return { workspaceId, sourceId };
}

/** Writes documents of some texts each. Each text is one chunk. */
export async function writeTexts(
  { workspaceId, sourceId }: Filled,
  texts: { key: string; chunks: string[] }[],
): Promise<void> {
  const document = { workspaceId, sourceId, url: null, etag: null, lastModified: null };
  for (const { key, chunks } of texts) {
    const about = { ...document, key, title: key, contentHash: key };
    await writeDocument(
      db,
      about,
      chunks.map((text) => ({ headings: [], text, page: null, anchor: null })),
    );
  }
}

/** Makes a workspace in which each passage is a document. */
export async function fillWorkspace(passages: { id: string; text: string }[]): Promise<Filled> {
  const filled = await makeBenchWorkspace();
  await writeTexts(
    filled,
    passages.map(({ id, text }) => ({ key: id, chunks: [text] })),
  );
  await updateStatistics(filled.workspaceId);
  return filled;
}
