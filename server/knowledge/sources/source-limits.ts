import { and, count, eq, ne } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { knowledgeSources } from "@/db/schema/knowledge";
import { DomainError } from "@/server/errors";
import type { SourceKind } from "@/server/schemas/knowledge/source-settings";

const MOST_SOURCES = 1000;
const MOST_QUESTIONS = 5000;

/**
 * Checks that the workspace may have one more source of a kind, and lets no other transaction add one until this ends.
 * @throws DomainError `limit_exceeded`.
 */
export async function assertRoom(tx: Transaction, workspaceId: string, kind: SourceKind): Promise<void> {
  await tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, workspaceId)).for("no key update");
  const isQuestion = kind === "question";
  const sort = isQuestion ? eq(knowledgeSources.kind, "question") : ne(knowledgeSources.kind, "question");
  const [row] = await tx
    .select({ sources: count() })
    .from(knowledgeSources)
    .where(and(eq(knowledgeSources.workspaceId, workspaceId), sort));
  const most = isQuestion ? MOST_QUESTIONS : MOST_SOURCES;
  if ((row?.sources ?? 0) < most) return;
  const what = isQuestion ? "direct questions" : "sources";
  throw new DomainError(
    "limit_exceeded",
    `A workspace has at most ${most.toLocaleString("en")} ${what}. Delete one that is no longer used.`,
  );
}
