import { and, count, eq, inArray, max } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { pollVotes } from "@/db/schema/polls";
import type { Poll } from "./find-poll";

export interface OptionCount {
  id: string;
  text: string;
  votes: number;
  /** Of all votes, in whole percent. */
  percent: number;
}

export interface PollResults {
  options: OptionCount[];
  votes: number;
  /** When somebody last voted; null for no votes. */
  lastVoteAt: Date | null;
}

/** Counts the votes of a poll by option. @param testConversationId Counts the votes of this test chat, too. */
export async function countVotes(poll: Poll, on: Executor = db, testConversationId = ""): Promise<PollResults> {
  const rows = await on
    .select({ optionId: pollVotes.optionId, votes: count(), last: max(pollVotes.updatedAt) })
    .from(pollVotes)
    .where(and(eq(pollVotes.pollId, poll.id), inArray(pollVotes.testConversationId, ["", testConversationId])))
    .groupBy(pollVotes.optionId);
  const total = rows.reduce((sum, { votes }) => sum + votes, 0);
  const options = poll.options.map(({ id, text }) => {
    const votes = rows.find(({ optionId }) => optionId === id)?.votes ?? 0;
    return { id, text, votes, percent: total === 0 ? 0 : Math.round((votes / total) * 100) };
  });
  const times = rows.flatMap(({ last }) => (last === null ? [] : [last.getTime()]));
  return { options, votes: total, lastVoteAt: times.length > 0 ? new Date(Math.max(...times)) : null };
}
