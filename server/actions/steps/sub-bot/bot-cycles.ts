import { eq, sql, type SQL } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { actions, bots, botVersions } from "@/db/schema/bots";

/** How many bots may ask one another in a chain (CONTRACTS §3). */
export const MAX_ASK_DEPTH = 5;

/** The bots of a workspace by id, each with the bots that it asks. */
export type AskGraph = ReadonlyMap<string, AskingBot>;

interface AskingBot {
  name: string;
  isPublished: boolean;
  asks: readonly string[];
}

/**
 * The graph of which bot asks which, according to the drafts of a workspace.
 * @param enabledOnly Ignores disabled actions, which are not published.
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

/** The graph of which bot asks which, according to the published versions; unpublished bots ask none. */
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

/** Why a bot must not ask another: it would close a cycle, or make the chain too long. Null when it may. */
export function askFault(graph: AskGraph, botId: string, askedId: string): string | null {
  if (askedId === botId) return "A bot cannot ask itself.";
  const back = shortestPath(graph, askedId, botId);
  if (back) return `The bots would ask one another in a circle: ${describePath(graph, [botId, ...back])}`;
  const above = longestPath(reversed(graph), botId).toReversed();
  const chain = [...above, ...longestPath(graph, askedId)];
  const asked = chain.length - 1;
  if (asked <= MAX_ASK_DEPTH) return null;
  return `No more than ${MAX_ASK_DEPTH} bots may be asked in a row, and these would be ${asked}: ${describePath(graph, chain)}`;
}

async function readGraph(workspaceId: string, asks: SQL<string[]>, on: Executor): Promise<AskGraph> {
  const isPublished = sql<boolean>`${bots.publishedVersionId} is not null`;
  const rows = await on
    .select({ id: bots.id, name: bots.name, isPublished, asks })
    .from(bots)
    .where(eq(bots.workspaceId, workspaceId));
  return new Map(rows.map(({ id, ...bot }) => [id, bot]));
}

/** The shortest path from one bot to another, including both; null when there is none. */
function shortestPath(graph: AskGraph, from: string, to: string): string[] | null {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  for (const at of cameFrom.keys()) {
    if (at === to) return pathBack(cameFrom, to).toReversed();
    for (const next of asksOf(graph, at)) if (!cameFrom.has(next)) cameFrom.set(next, at);
  }
  return null;
}

function pathBack(cameFrom: ReadonlyMap<string, string | null>, end: string): string[] {
  const before = cameFrom.get(end);
  return typeof before === "string" ? [end, ...pathBack(cameFrom, before)] : [end];
}

/** The longest path from a bot, including itself. Other bots may form a cycle, which concurrent saves can create. */
function longestPath(graph: AskGraph, from: string, known = new Map<string, string[]>()): string[] {
  const found = known.get(from);
  if (found) return found;
  known.set(from, []);
  let rest: string[] = [];
  for (const next of asksOf(graph, from)) {
    const path = longestPath(graph, next, known);
    if (path.length > rest.length) rest = path;
  }
  const all = [from, ...rest];
  known.set(from, all);
  return all;
}

function reversed(graph: AskGraph): AskGraph {
  const askers = new Map([...graph].map(([id, bot]) => [id, { ...bot, asks: new Array<string>() }]));
  for (const [id, { asks }] of graph) for (const asked of asks) askers.get(asked)?.asks.push(id);
  return askers;
}

function asksOf(graph: AskGraph, botId: string): readonly string[] {
  return graph.get(botId)?.asks ?? [];
}

/** "Orders asks Stock, which asks Depot." */
function describePath(graph: AskGraph, path: string[]): string {
  const [first, second, ...others] = path.map((id) => graph.get(id)?.name ?? "a bot that is gone");
  return `${[`${first} asks ${second}`, ...others.map((name) => `which asks ${name}`)].join(", ")}.`;
}
