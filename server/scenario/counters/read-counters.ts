import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { bots, botVersions } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { countersInput } from "@/server/schemas/scenario/counters";
import type { ServiceContext } from "@/server/service-context";

/** How many versions can be chosen; older ones are only counted together. */
const MOST_VERSIONS = 50;

type Filter = z.infer<typeof countersInput>;

/** What customers did at an interaction. Each conversation counts once. */
interface InteractionCounts {
  interactionId: string;
  /** Conversations that came to it. */
  came: number;
  /** Conversations that ended here: nothing more was written for a day, or they were closed. */
  left: number;
  /** Open conversations that are here now. */
  stillHere: number;
  /** Conversations that chose a row of its menu; only rows that were chosen. */
  rows: { rowId: string; chose: number }[];
}

/**
 * Counts the conversations that came to each interaction of a bot, chose each row of its menus and left there. The test
 * chat counts only for the draft.
 * @throws DomainError `not_found`.
 */
export async function readCounters(ctx: ServiceContext, filter: Filter) {
  requireRole(ctx, "viewer");
  await assertBot(ctx, filter.botId);
  const [chosen, ends, conversations, versions] = await Promise.all([
    countVisits(ctx, filter),
    countEnds(ctx, filter),
    countConversations(ctx, filter),
    listVersions(ctx, filter.botId),
  ]);
  return { conversations, interactions: combine(chosen, ends), versions };
}

async function assertBot({ workspaceId }: ServiceContext, botId: string): Promise<void> {
  const [bot] = await db
    .select({ id: bots.id })
    .from(bots)
    .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId)));
  if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
}

function listVersions({ workspaceId }: ServiceContext, botId: string) {
  return db
    .select({ id: botVersions.id, number: botVersions.number, publishedAt: botVersions.createdAt })
    .from(botVersions)
    .where(and(eq(botVersions.workspaceId, workspaceId), eq(botVersions.botId, botId)))
    .orderBy(desc(botVersions.number))
    .limit(MOST_VERSIONS);
}

interface VisitRow extends Record<string, unknown> {
  interaction_id: string;
  row_id: string | null;
  conversations: number;
}

/** Reads the index `scenario_visits_counted` in its order, so that a million visits are neither sorted nor fetched. */
function countVisits(ctx: ServiceContext, filter: Filter): Promise<VisitRow[]> {
  return db.execute<VisitRow>(sql`
    select interaction_id, row_id, count(*)::int as conversations
    from (
      select distinct v.interaction_id, v.row_id, v.conversation_id from scenario_visits v
      where ${among(ctx, filter, sql`v`, sql`v.created_at`)}
    ) counted
    group by interaction_id, row_id`);
}

async function countConversations(ctx: ServiceContext, filter: Filter): Promise<number> {
  const [row] = await db.execute<{ conversations: number }>(sql`
    select count(*)::int as conversations
    from (
      select distinct v.conversation_id from scenario_visits v where ${among(ctx, filter, sql`v`, sql`v.created_at`)}
    ) counted`);
  return row?.conversations ?? 0;
}

interface EndRow extends Record<string, unknown> {
  interaction_id: string;
  has_left: number;
  is_here: number;
}

/** A conversation whose customer has written since then has gone on without the script. */
function countEnds(ctx: ServiceContext, filter: Filter): Promise<EndRow[]> {
  const hasLeft = sql`(c.status = 'closed' or p.since < now() - interval '24 hours')`;
  return db.execute<EndRow>(sql`
    select p.interaction_id, count(*) filter (where ${hasLeft})::int as has_left,
      count(*) filter (where not ${hasLeft})::int as is_here
    from scenario_places p
    join conversations c on c.id = p.conversation_id and c.last_customer_message_id = p.message_id
    where ${among(ctx, filter, sql`p`, sql`p.since`)}
    group by p.interaction_id`);
}

const spans = { "24h": "24 hours", "7d": "7 days", "30d": "30 days" };

/** A condition on visits or places. The subquery scopes it by the workspace and is evaluated once. */
function among({ workspaceId }: ServiceContext, { botId, version, span }: Filter, table: SQL, at: SQL): SQL {
  const versionId = sql`${table}.bot_version_id`;
  const ofBot = sql`${table}.bot_id = (select id from bots where id = ${botId} and workspace_id = ${workspaceId})`;
  const ofVersion =
    version === "all"
      ? sql`${versionId} is not null`
      : version === "draft"
        ? sql`${versionId} is null`
        : sql`${versionId} = ${version}`;
  const inSpan = span === "all" ? sql`true` : sql`${at} >= now() - ${spans[span]}::interval`;
  return sql`${ofBot} and ${ofVersion} and ${inSpan}`;
}

function combine(visits: VisitRow[], ends: EndRow[]): InteractionCounts[] {
  const counts = new Map<string, InteractionCounts>();
  const of = (interactionId: string) => {
    const known = counts.get(interactionId) ?? { interactionId, came: 0, left: 0, stillHere: 0, rows: [] };
    counts.set(interactionId, known);
    return known;
  };
  for (const { interaction_id, row_id, conversations } of visits) {
    if (row_id === null) of(interaction_id).came = conversations;
    else of(interaction_id).rows.push({ rowId: row_id, chose: conversations });
  }
  for (const { interaction_id, has_left, is_here } of ends) {
    Object.assign(of(interaction_id), { left: has_left, stillHere: is_here });
  }
  return [...counts.values()];
}
