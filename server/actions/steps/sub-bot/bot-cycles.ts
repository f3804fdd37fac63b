import { eq, sql, type SQL } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { actions, bots, botVersions } from "@/db/schema/bots";

/** CONTRACTS §3: how many bots may ask one another in a row. */
export const MAX_ASK_DEPTH = 5;

/** The bots of a workspace by id, with those that each of them asks. */
export type AskGraph = ReadonlyMap<string, AskingBot>;

interface AskingBot {
  name: string;
  isPublished: boolean;
  asks: readonly string[];
}

/**
 * Who asks whom by the drafts of a workspace.
 * @param enabledOnly Leaves out actions that are switched off, and so are not published.
 */
export async function draftAsks(
  workspaceId: string,
  { enabledOnly = false, on = db }: { enabledOnly?: boolean; on?: Executor } = {},
): Promise<AskGraph> {
  const asks = sql<string[]>`(
    select coalesce(jsonb_agg(distinct asked), '[]')
    from ${actions} a, jsonb_path_query(a.definition, '$.steps[*] ? (@.kind == "sub_bot").botId') asked
    where a.bot_id = ${bots}.id and (a.enabled or not ${enabledOnly}::boolean)
  )`;
  return readGraph(workspaceId, asks, on);
}

/** Who asks whom by what is published; the other bots of the workspace ask nobody. */
export async function publishedAsks(workspaceId: string, on: Executor = db): Promise<AskGraph> {
  const asks = sql<string[]>`(
    select coalesce(jsonb_agg(distinct asked), '[]')
    from ${botVersions} v, jsonb_path_query(
      v.snapshot, '$.actions[*].definition.steps[*] ? (@.kind == "sub_bot").botId'
    ) asked
    where v.id = ${bots}.published_version_id
  )`;
  return readGraph(workspaceId, asks, on);
}

/** Why a bot of the graph may not ask another: bots would ask in a circle, or too many in a row. Null: it may. */
export function askFault(graph: AskGraph, botId: string, askedId: string): string | null {
  if (askedId === botId) return "A bot cannot ask itself.";
  const back = wayTo(graph, askedId, botId);
  if (back) return `The bots would ask one another in a circle: ${tell(graph, [botId, ...back])}`;
  const above = longest(turned(graph), botId).toReversed();
  const chain = [...above, ...longest(graph, askedId)];
  const asked = chain.length - 1;
  if (asked <= MAX_ASK_DEPTH) return null;
  return `No more than ${MAX_ASK_DEPTH} bots may be asked in a row, and these would be ${asked}: ${tell(graph, chain)}`;
}

async function readGraph(workspaceId: string, asks: SQL<string[]>, on: Executor): Promise<AskGraph> {
  const isPublished = sql<boolean>`${bots.publishedVersionId} is not null`;
  const rows = await on
    .select({ id: bots.id, name: bots.name, isPublished, asks })
    .from(bots)
    .where(eq(bots.workspaceId, workspaceId));
  return new Map(rows.map(({ id, ...bot }) => [id, bot]));
}

/** The shortest way that questions go from one bot to another, with both ends; null when there is none. */
function wayTo(graph: AskGraph, from: string, to: string): string[] | null {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  for (const at of cameFrom.keys()) {
    if (at === to) return wayBack(cameFrom, to).toReversed();
    for (const next of asksOf(graph, at)) if (!cameFrom.has(next)) cameFrom.set(next, at);
  }
  return null;
}

function wayBack(cameFrom: ReadonlyMap<string, string | null>, end: string): string[] {
  const before = cameFrom.get(end);
  return typeof before === "string" ? [end, ...wayBack(cameFrom, before)] : [end];
}

/** The longest way on from a bot, itself included. Other bots may go in a circle here, by two saves at once. */
function longest(graph: AskGraph, from: string, known = new Map<string, string[]>()): string[] {
  const found = known.get(from);
  if (found) return found;
  known.set(from, []);
  let rest: string[] = [];
  for (const next of asksOf(graph, from)) {
    const way = longest(graph, next, known);
    if (way.length > rest.length) rest = way;
  }
  const all = [from, ...rest];
  known.set(from, all);
  return all;
}

function turned(graph: AskGraph): AskGraph {
  const askers = new Map([...graph].map(([id, bot]) => [id, { ...bot, asks: new Array<string>() }]));
  for (const [id, { asks }] of graph) for (const asked of asks) askers.get(asked)?.asks.push(id);
  return askers;
}

function asksOf(graph: AskGraph, botId: string): readonly string[] {
  return graph.get(botId)?.asks ?? [];
}

/** "Orders asks Stock, which asks Depot." */
function tell(graph: AskGraph, way: string[]): string {
  const [first, second, ...others] = way.map((id) => graph.get(id)?.name ?? "a bot that is gone");
  return `${[`${first} asks ${second}`, ...others.map((name) => `which asks ${name}`)].join(", ")}.`;
}
