import { asc, count, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { polls, pollVotes } from "@/db/schema/polls";
import { requireAllBots } from "@/server/accounts/access/require-all-bots";
import { requireRole } from "@/server/accounts/require-role";
import { openingState } from "@/server/schemas/opening";
import type { ServiceContext } from "@/server/service-context";
import { countVotes } from "./count-votes";
import { findPoll, type Poll } from "./find-poll";

/** Lists the workspace's polls with their numbers of votes, by name. */
export async function listPolls(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  const rows = await db
    .select({ poll: polls, votes: count(sql`case when ${pollVotes.testConversationId} = '' then 1 end`) })
    .from(polls)
    .leftJoin(pollVotes, eq(pollVotes.pollId, polls.id))
    .where(eq(polls.workspaceId, ctx.workspaceId))
    .groupBy(polls.id)
    .orderBy(asc(polls.name), asc(polls.id));
  return rows.map(({ poll, votes }) => ({ ...show(poll), votes }));
}

/** Returns a poll. @throws DomainError `not_found`. */
export async function getPoll(ctx: ServiceContext, pollId: string) {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  const poll = await findPoll(ctx.workspaceId, pollId);
  return { ...show(poll), options: poll.options, isChangeable: poll.isChangeable, texts: poll.texts };
}

/** Counts the votes of a poll. @throws DomainError `not_found`. */
export async function getPollResults(ctx: ServiceContext, pollId: string) {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  const poll = await findPoll(ctx.workspaceId, pollId);
  const { lastVoteAt, ...results } = await countVotes(poll);
  return { ...results, lastVoteAt: lastVoteAt?.toISOString() ?? null, state: openingState(poll, new Date()) };
}

function show(poll: Poll) {
  const { id, name, question, opensAt, closesAt } = poll;
  return {
    id,
    name,
    question,
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
    state: openingState(poll, new Date()),
  };
}
