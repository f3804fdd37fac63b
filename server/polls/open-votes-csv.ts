import { and, asc, eq, gt } from "drizzle-orm";
import { db } from "@/db/client";
import { pollVotes } from "@/db/schema/polls";
import { requireAllBots } from "@/server/accounts/access/require-all-bots";
import { requireContacts } from "@/server/accounts/access/require-contacts";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import type { CsvFile } from "@/server/tables/exports/csv-response";
import { csvLine } from "@/server/tables/exports/csv-line";
import { csvStream } from "@/server/tables/exports/csv-stream";
import { findPoll, type Poll } from "./find-poll";

const VOTES_PER_READ = 1000;

/** Opens the votes of a poll as CSV, oldest first, without those of test chats. @throws DomainError `not_found`. */
export async function openVotesCsv(ctx: ServiceContext, pollId: string): Promise<CsvFile> {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  requireContacts(ctx);
  const poll = await findPoll(ctx.workspaceId, pollId);
  return { csv: csvStream(lines(poll)), fileName: `${poll.name} votes.csv` };
}

async function* lines({ id: pollId, options }: Poll): AsyncGenerator<string> {
  yield csvLine(["time", "voter", "option", "conversation"]);
  let after = "";
  for (;;) {
    const votes = await db
      .select()
      .from(pollVotes)
      .where(and(eq(pollVotes.pollId, pollId), eq(pollVotes.testConversationId, ""), gt(pollVotes.id, after)))
      .orderBy(asc(pollVotes.id))
      .limit(VOTES_PER_READ);
    const last = votes.at(-1);
    if (!last) return;
    yield votes
      .map(({ updatedAt, voter, optionId, conversationId }) => {
        const option = options.find(({ id }) => id === optionId)?.text ?? optionId;
        return csvLine([updatedAt.toISOString(), voter, option, conversationId]);
      })
      .join("");
    after = last.id;
  }
}
