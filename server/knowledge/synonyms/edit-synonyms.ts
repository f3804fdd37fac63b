import { and, asc, count, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { knowledgeSynonyms } from "@/db/schema/knowledge";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { synonymWords } from "./synonym-words";

const MOST_GROUPS = 500;

/** Lists the groups of words that mean the same, oldest first. */
export async function listSynonyms(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  return db
    .select({ id: knowledgeSynonyms.id, words: knowledgeSynonyms.words })
    .from(knowledgeSynonyms)
    .where(eq(knowledgeSynonyms.workspaceId, ctx.workspaceId))
    .orderBy(asc(knowledgeSynonyms.createdAt), asc(knowledgeSynonyms.id));
}

export const saveSynonymsInput = z.object({
  /** Null to add a group. */
  synonymsId: idText.nullable(),
  words: synonymWords,
});

/** Adds or changes a group of words that mean the same. @throws DomainError `not_found`, `limit_exceeded`. */
export async function saveSynonyms(
  ctx: ServiceContext,
  { synonymsId, words }: z.infer<typeof saveSynonymsInput>,
): Promise<{ id: string }> {
  requireRole(ctx, "editor");
  if (synonymsId === null) return addSynonyms(ctx.workspaceId, words);
  const saved = await db
    .update(knowledgeSynonyms)
    .set({ words })
    .where(synonymsOf(ctx.workspaceId, synonymsId))
    .returning({ id: knowledgeSynonyms.id });
  if (saved.length === 0) throw new DomainError("not_found", "These synonyms do not exist any more.");
  return { id: synonymsId };
}

export const deleteSynonymsInput = z.object({ synonymsId: idText });

/** Deletes a group of words. Does nothing if it does not exist. */
export async function deleteSynonyms(
  ctx: ServiceContext,
  { synonymsId }: z.infer<typeof deleteSynonymsInput>,
): Promise<void> {
  requireRole(ctx, "editor");
  await db.delete(knowledgeSynonyms).where(synonymsOf(ctx.workspaceId, synonymsId));
}

async function addSynonyms(workspaceId: string, words: string[]): Promise<{ id: string }> {
  const [counted] = await db
    .select({ groups: count() })
    .from(knowledgeSynonyms)
    .where(eq(knowledgeSynonyms.workspaceId, workspaceId));
  if ((counted?.groups ?? 0) >= MOST_GROUPS) {
    const message = `A workspace has at most ${MOST_GROUPS} groups of synonyms. Delete one that is no longer used.`;
    throw new DomainError("limit_exceeded", message);
  }
  const id = newId("knowledgeSynonyms");
  await db.insert(knowledgeSynonyms).values({ id, workspaceId, words });
  return { id };
}

function synonymsOf(workspaceId: string, synonymsId: string) {
  return and(eq(knowledgeSynonyms.workspaceId, workspaceId), eq(knowledgeSynonyms.id, synonymsId));
}
