import { sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { requireRole } from "@/server/accounts/require-role";
import type { removedInput } from "@/server/schemas/scenario/counters";
import type { ServiceContext } from "@/server/service-context";

/** How many versions are searched, newest first. */
const SEARCHED_VERSIONS = 20;

interface Removed extends Record<string, unknown> {
  id: string;
  /** The name of an interaction, or the text of a row. */
  name: string;
}

/**
 * Finds the names of interactions and rows that were counted and that the draft no longer has, as the newest version with
 * them names them. Those of older versions are left out.
 */
export async function findRemoved(
  ctx: ServiceContext,
  { botId, ids }: z.infer<typeof removedInput>,
): Promise<Removed[]> {
  requireRole(ctx, "viewer");
  return db.execute<Removed>(sql`
    with versions as materialized (
      select number, snapshot #> '{scenario,interactions}' as interactions from bot_versions
      where bot_id = ${botId} and workspace_id = ${ctx.workspaceId} order by number desc limit ${SEARCHED_VERSIONS}
    ), published as materialized (
      select v.number, i.value as interaction from versions v, jsonb_array_elements(coalesce(v.interactions, '[]')) i
    ), known as (
      select number, interaction ->> 'id' as id, interaction ->> 'name' as name from published
      union all
      select number, r.value ->> 'id', r.value ->> 'text'
      from published, jsonb_array_elements(
        case when jsonb_typeof(interaction -> 'menu') = 'object' then interaction #> '{menu,rows}' else '[]' end
      ) r
    )
    select distinct on (id) id, name from known
    where id = any(${sql.param(ids)}::text[])
    order by id, number desc`);
}
