import { and, eq, ne } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeVectors } from "@/db/schema/knowledge";
import { indexVectors } from "./vector-index";
import { modelKey, noteVectors, readEmbeddingSetting } from "./vector-state";

/** Deletes the vectors of earlier models after all texts have new ones, and indexes the new ones if PostgreSQL can. */
export async function endVectors(workspaceId: string): Promise<void> {
  const setting = await readEmbeddingSetting(workspaceId);
  const ofWorkspace = eq(knowledgeVectors.workspaceId, workspaceId);
  const old = setting ? and(ofWorkspace, ne(knowledgeVectors.model, modelKey(setting))) : ofWorkspace;
  await db.delete(knowledgeVectors).where(old);
  if (!setting) return;
  await noteVectors(workspaceId, setting);
  await indexVectors(workspaceId, setting);
}
