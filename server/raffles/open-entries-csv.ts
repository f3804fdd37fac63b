import { requireAllBots } from "@/server/accounts/access/require-all-bots";
import { requireContacts } from "@/server/accounts/access/require-contacts";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import type { CsvFile } from "@/server/tables/exports/csv-response";
import { csvLine } from "@/server/tables/exports/csv-line";
import { csvStream } from "@/server/tables/exports/csv-stream";
import { findRaffle } from "./find-raffle";
import { type RaffleEntry, readEntries } from "./list-entries";

const ENTRIES_PER_READ = 1000;

/** Opens the log of a raffle's draws as CSV, newest first. @throws DomainError `not_found`. */
export async function openEntriesCsv(ctx: ServiceContext, raffleId: string): Promise<CsvFile> {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  requireContacts(ctx);
  const { name } = await findRaffle(ctx.workspaceId, raffleId);
  return { csv: csvStream(lines(raffleId)), fileName: `${name} entries.csv` };
}

async function* lines(raffleId: string): AsyncGenerator<string> {
  yield csvLine(["time", "entrant", "result", "prize", "random", "win_chance", "stock_before", "conversation", "test"]);
  let after: string | null = null;
  for (;;) {
    const entries: RaffleEntry[] = await readEntries(raffleId, after, ENTRIES_PER_READ);
    const last = entries.at(-1);
    if (!last) return;
    yield entries.map(lineOf).join("");
    after = last.id;
  }
}

function lineOf(entry: RaffleEntry): string {
  const { createdAt, entrant, prizeName, random, winChance, stockBefore, conversationId, testConversationId } = entry;
  return csvLine([
    createdAt.toISOString(),
    entrant,
    prizeName === null ? "lost" : "won",
    prizeName ?? "",
    random,
    winChance,
    stockBefore.map(({ name, left }) => `${name}: ${left}`).join(", "),
    conversationId,
    testConversationId !== "",
  ]);
}
