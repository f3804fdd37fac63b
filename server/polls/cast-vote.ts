import { and, eq, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { polls, pollVotes } from "@/db/schema/polls";
import { newId } from "@/server/ids";
import { openingState } from "@/server/schemas/opening";
import type { PollTexts } from "@/server/schemas/poll";
import { fillIn } from "@/server/text/fill-in";
import { countVotes } from "./count-votes";
import { noPoll, type Poll, pollOf } from "./find-poll";
import { matchOption } from "./match-option";

export interface Vote {
  workspaceId: string;
  pollId: string;
  /** Who votes: one vote each. */
  voter: string;
  /** What the customer chose: the text of an option, or its number. */
  choice: string;
  conversationId: string;
  /** Made in a test chat: it counts there and nowhere else. */
  isTest: boolean;
  /** The execution of the step. */
  callId: string;
}

export interface VoteResult {
  result: keyof PollTexts | "no_option";
  /** The customer's vote as it counts now; empty for none. */
  option: string;
  /** How many of all votes are the same, in whole percent. */
  percent: number;
  votes: number;
  /** For the customer. */
  text: string;
}

/**
 * Stores a customer's vote, and counts. A second vote replaces the first one if the poll allows it. The same call again
 * returns the same result with the current numbers.
 * @throws DomainError `not_found`.
 */
export async function castVote(vote: Vote): Promise<VoteResult> {
  return db.transaction(async (tx) => {
    // Shared, so that an option is not removed while somebody votes for it.
    const [poll] = await tx.select().from(polls).where(pollOf(vote.workspaceId, vote.pollId)).for("share");
    if (!poll) return noPoll();
    const option = matchOption(poll.options, vote.choice);
    const earlier = await findVote(tx, vote);
    if (earlier?.callId === vote.callId) return tell(tx, poll, vote, "thanks", earlier.optionId);
    if (openingState(poll, new Date()) !== "open") return tell(tx, poll, vote, "closed", earlier?.optionId);
    if (!option) {
      const all = poll.options.map(({ text }) => text).join(", ");
      const told = await tell(tx, poll, vote, "again", earlier?.optionId);
      const text = `“${vote.choice}” is none of the options. Choose one of: ${all}.`;
      return { ...told, result: "no_option", text };
    }
    const stored = await store(tx, poll, vote, option.id);
    if (stored) return tell(tx, poll, vote, "thanks", option.id);
    const kept = await findVote(tx, vote);
    return tell(tx, poll, vote, kept?.callId === vote.callId ? "thanks" : "again", kept?.optionId);
  });
}

async function findVote(tx: Transaction, vote: Vote) {
  const [found] = await tx
    .select({ optionId: pollVotes.optionId, callId: pollVotes.callId })
    .from(pollVotes)
    .where(
      and(
        eq(pollVotes.pollId, vote.pollId),
        eq(pollVotes.testConversationId, testOf(vote)),
        eq(pollVotes.voter, vote.voter),
      ),
    );
  return found;
}

/** Returns false if there is a vote that can't be changed. */
async function store(tx: Transaction, poll: Poll, vote: Vote, optionId: string): Promise<boolean> {
  const { workspaceId, pollId, voter, conversationId, callId } = vote;
  const row = { workspaceId, pollId, voter, conversationId, callId, optionId, testConversationId: testOf(vote) };
  const insert = tx.insert(pollVotes).values({ id: newId("pollVote"), ...row });
  const target = [pollVotes.pollId, pollVotes.testConversationId, pollVotes.voter];
  const set = { optionId, callId, conversationId, updatedAt: sql`now()` };
  const stored = await (
    poll.isChangeable ? insert.onConflictDoUpdate({ target, set }) : insert.onConflictDoNothing({ target })
  ).returning({ id: pollVotes.id });
  return stored.length > 0;
}

async function tell(
  tx: Transaction,
  poll: Poll,
  vote: Vote,
  result: keyof PollTexts,
  optionId: string | undefined,
): Promise<VoteResult> {
  const counted = await countVotes(poll, tx, testOf(vote));
  const own = counted.options.find(({ id }) => id === optionId);
  const results = counted.options.map(({ text, percent }) => `${text} ${percent} %`).join(", ");
  const values = { option: own?.text ?? "", percent: own?.percent ?? 0, votes: counted.votes };
  return { result, ...values, text: fillIn(poll.texts[result], { ...values, results }) };
}

function testOf({ isTest, conversationId }: Vote): string {
  return isTest ? conversationId : "";
}
