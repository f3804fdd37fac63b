import { and, eq } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { DomainError } from "@/server/errors";

export type KnowledgeSource = typeof knowledgeSources.$inferSelect;

/** The condition for a source of a workspace. */
export function sourceOf(workspaceId: string, sourceId: string) {
  return and(eq(knowledgeSources.workspaceId, workspaceId), eq(knowledgeSources.id, sourceId));
}

/** @throws DomainError `not_found`. */
export async function findSource(workspaceId: string, sourceId: string, on: Executor = db): Promise<KnowledgeSource> {
  const [source] = await on.select().from(knowledgeSources).where(sourceOf(workspaceId, sourceId));
  return source ?? missing();
}

/** Reads a source that only this transaction changes until it ends. @throws DomainError `not_found`. */
export async function lockSource(on: Executor, workspaceId: string, sourceId: string): Promise<KnowledgeSource> {
  const [source] = await on.select().from(knowledgeSources).where(sourceOf(workspaceId, sourceId)).for("no key update");
  return source ?? missing();
}

function missing(): never {
  throw new DomainError("not_found", "This source does not exist in your workspace.");
}
