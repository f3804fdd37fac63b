import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { isShown } from "@/server/accounts/access/limits-sql";
import { requireRole } from "@/server/accounts/require-role";
import { hasRole, type Role } from "@/server/roles";
import type { ServiceContext } from "@/server/service-context";
import { fuzzyMatches } from "@/server/text/fuzzy-score";
import { searchedText, type ThingKind, thingKinds } from "./thing-kinds";

export const findThingsInput = z.object({
  /** Words of names. Without any, the bots that were changed last are found. */
  search: z.string().max(200),
});

/** Something with a name and a page of its own. */
export interface Thing {
  kind: ThingKind;
  id: string;
  name: string;
  /** The bot that it belongs to, if it belongs to one. */
  bot: { id: string; name: string } | null;
  /** How well the name fits, from 0 to 1. */
  score: number;
}

/** Of each kind, the ones that were changed last are compared with the search. */
const MOST_COMPARED = 1000;
const MOST_FOUND = 6;

type Row = Omit<Thing, "score"> & Record<string, unknown>;

/**
 * Finds bots, actions, tables, channels, sources of the knowledge base, raffles and polls by their names: at most 6 of each
 * kind, best first.
 */
export async function findThings(ctx: ServiceContext, { search }: z.infer<typeof findThingsInput>): Promise<Thing[]> {
  requireRole(ctx, "viewer");
  const { actor } = ctx;
  const isEmpty = search.trim() === "";
  const wanted = thingKinds.filter((kind) => {
    if (isEmpty && kind !== "bot") return false;
    if (ctx.limits && OF_ALL_BOTS.has(kind)) return false;
    return actor.type === "system" || hasRole(actor.role, LOWEST_ROLES[kind]);
  });
  const rows = await db.execute<Row>(
    sql.join(
      wanted.map((kind) => sql`(${QUERIES[kind](ctx)} limit ${MOST_COMPARED})`),
      sql` union all `,
    ),
  );
  return wanted.flatMap((kind) => {
    const ofKind = rows.filter((row) => row.kind === kind);
    const found = fuzzyMatches(ofKind, search, searchedText);
    return found.slice(0, MOST_FOUND).map(({ item: { id, name, bot }, score }) => ({ kind, id, name, bot, score }));
  });
}

/** Their pages show the customers of all bots (`requireAllBots`). */
const OF_ALL_BOTS = new Set<ThingKind>(["raffle", "poll"]);

/** Who may open the page of each kind. */
const LOWEST_ROLES: Record<ThingKind, Role> = {
  bot: "viewer",
  action: "viewer",
  table: "viewer",
  // The page shows the channel's token.
  channel: "editor",
  source: "viewer",
  raffle: "viewer",
  poll: "viewer",
};

const shownBot = (ctx: ServiceContext) => isShown(ctx, { botId: sql`b.id` });
const ofBot = sql`json_build_object('id', b.id, 'name', b.name) as bot`;
const QUERIES: Record<ThingKind, (ctx: ServiceContext) => SQL> = {
  bot: (ctx) => sql`
    select 'bot' as kind, b.id, b.name, null::json as bot from bots b
    where b.workspace_id = ${ctx.workspaceId} and ${shownBot(ctx)} order by b.updated_at desc`,
  action: (ctx) => sql`
    select 'action' as kind, a.id, a.definition ->> 'name' as name, ${ofBot} from bots b join actions a on a.bot_id = b.id
    where b.workspace_id = ${ctx.workspaceId} and ${shownBot(ctx)} order by a.updated_at desc`,
  table: ({ workspaceId }) => sql`
    select 'table' as kind, t.id, t.name, null::json as bot from data_tables t
    where t.workspace_id = ${workspaceId} and t.is_ready order by t.updated_at desc`,
  channel: (ctx) => sql`
    select 'channel' as kind, h.id, h.name, ${ofBot} from bots b join channels h on h.bot_id = b.id
    where b.workspace_id = ${ctx.workspaceId} and ${shownBot(ctx)} and not h.runs_draft order by h.created_at desc`,
  // Direct questions have no page of their own.
  source: ({ workspaceId }) => sql`
    select 'source' as kind, s.id, s.name, null::json as bot from knowledge_sources s
    where s.workspace_id = ${workspaceId} and s.kind <> 'question' order by s.updated_at desc`,
  raffle: ({ workspaceId }) => sql`
    select 'raffle' as kind, r.id, r.name, null::json as bot from raffles r
    where r.workspace_id = ${workspaceId} order by r.updated_at desc`,
  poll: ({ workspaceId }) => sql`
    select 'poll' as kind, p.id, p.name, null::json as bot from polls p
    where p.workspace_id = ${workspaceId} order by p.updated_at desc`,
};
