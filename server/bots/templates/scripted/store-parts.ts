import { and, eq, like, max } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actions } from "@/db/schema/bots";
import { scenarioWebhooks } from "@/db/schema/scenario";
import { dataTables } from "@/db/schema/tables";
import { insertPoll } from "@/server/polls/save-poll";
import { insertRaffle } from "@/server/raffles/save-raffle";
import type { ScriptedParts } from "../template";

interface Place {
  workspaceId: string;
  botId: string;
}

/** Stores what the interactions of a template refer to. Names that are already taken get a number. */
export async function storeParts(tx: Transaction, place: Place, parts: ScriptedParts): Promise<void> {
  const { webhooks = [], tables = [], raffles = [], polls = [] } = parts;
  for (const { id, settings } of raffles) await insertRaffle(tx, place.workspaceId, settings, id);
  for (const { id, settings } of polls) await insertPoll(tx, place.workspaceId, settings, id);
  for (const { name, ...table } of tables) {
    const free = await freeTableName(tx, place.workspaceId, name);
    await tx.insert(dataTables).values({ ...table, workspaceId: place.workspaceId, name: free });
  }
  for (const { thanksText, ...webhook } of webhooks) {
    const config = { kind: "campaign" as const, extraBody: "{}", thanksText };
    await tx.insert(scenarioWebhooks).values({ ...webhook, ...place, config });
  }
  await storeActions(tx, place, parts.actions ?? []);
}

async function storeActions(
  tx: Transaction,
  { workspaceId, botId }: Place,
  made: NonNullable<ScriptedParts["actions"]>,
): Promise<void> {
  if (made.length === 0) return;
  const ofBot = and(eq(actions.workspaceId, workspaceId), eq(actions.botId, botId));
  const [last] = await tx
    .select({ position: max(actions.position) })
    .from(actions)
    .where(ofBot);
  const known = await tx.select({ functionName: actions.functionName }).from(actions).where(ofBot);
  const taken = new Set(known.map(({ functionName }) => functionName));
  const first = (last?.position ?? -1) + 1;
  const rows = made.map(({ id, definition }, i) => {
    const functionName = freeName(definition.functionName, "_", taken);
    taken.add(functionName);
    return { id, workspaceId, botId, functionName, definition: { ...definition, functionName }, position: first + i };
  });
  await tx.insert(actions).values(rows);
}

async function freeTableName(tx: Transaction, workspaceId: string, name: string): Promise<string> {
  const rows = await tx
    .select({ name: dataTables.name })
    .from(dataTables)
    .where(and(eq(dataTables.workspaceId, workspaceId), like(dataTables.name, `${name}%`)));
  return freeName(name, " ", new Set(rows.map((row) => row.name)));
}

/** "Leads", or else "Leads 2", "Leads 3" … */
function freeName(name: string, separator: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}${separator}${number}`;
  return free;
}
