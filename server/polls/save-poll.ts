import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { db, type Executor, type Transaction } from "@/db/client";
import { polls, pollVotes } from "@/db/schema/polls";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { idText } from "@/server/input-types";
import { type PollSettings, pollSettings } from "@/server/schemas/poll";
import type { ServiceContext } from "@/server/service-context";
import { noPoll, type Poll, pollOf } from "./find-poll";

export const savePollInput = pollSettings.safeExtend({
  /** Null creates a poll. */
  pollId: idText.nullable(),
});

/**
 * Creates or changes a poll. Options can be renamed at any time, and removed as long as nobody voted for them.
 * @throws DomainError `invalid` for a removed option with votes, `not_found`.
 */
export async function savePoll(
  ctx: ServiceContext,
  { pollId, ...settings }: z.infer<typeof savePollInput>,
): Promise<{ id: string }> {
  requireRole(ctx, "editor");
  return db.transaction(async (tx) => {
    if (pollId === null) return insertPoll(tx, ctx.workspaceId, settings);
    const which = pollOf(ctx.workspaceId, pollId);
    const [before] = await tx.select().from(polls).where(which).for("no key update");
    if (!before) return noPoll();
    const columns = columnsOf(settings, before);
    await assertNoVotesGone(tx, before, columns.options);
    await tx
      .update(polls)
      .set({ ...columns, updatedAt: sql`now()` })
      .where(which);
    return { id: pollId };
  });
}

/** Stores a new poll; for `savePoll`, and for bots that begin with one. */
export async function insertPoll(
  on: Executor,
  workspaceId: string,
  settings: PollSettings,
  id = newId("poll"),
): Promise<{ id: string }> {
  await on.insert(polls).values({ id, workspaceId, ...columnsOf(settings, null) });
  return { id };
}

function columnsOf({ opensAt, closesAt, options, ...settings }: PollSettings, before: Poll | null) {
  return {
    ...settings,
    opensAt: opensAt === null ? null : new Date(opensAt),
    closesAt: closesAt === null ? null : new Date(closesAt),
    options: options.map(({ id, text }) => {
      const isKnown = before?.options.some((option) => option.id === id);
      return { id: id !== null && isKnown ? id : newId("pollOption"), text };
    }),
  };
}

async function assertNoVotesGone(tx: Transaction, before: Poll, after: Poll["options"]): Promise<void> {
  const gone = before.options.filter(({ id }) => !after.some((option) => option.id === id));
  if (gone.length === 0) return;
  const voted = await tx
    .selectDistinct({ optionId: pollVotes.optionId })
    .from(pollVotes)
    .where(and(eq(pollVotes.pollId, before.id), eq(pollVotes.testConversationId, "")));
  const kept = gone.find(({ id }) => voted.some(({ optionId }) => optionId === id));
  if (!kept) return;
  const message = `“${kept.text}” has votes, so it can't be removed. Rename it, or start a new poll.`;
  throw new DomainError("invalid", message, { details: [{ path: ["options"], message }] });
}
