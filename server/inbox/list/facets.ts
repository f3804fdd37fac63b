import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { isShown } from "@/server/accounts/access/limits-sql";
import { requireRole } from "@/server/accounts/require-role";
import { mayAnswer } from "@/server/conversations/answering/may-answer";
import type { ServiceContext } from "@/server/service-context";

/** The most tags to offer. Only the newest conversations are read, since counting every use would take too long. */
const MOST_TAGS = 100;
const TAGGED_LATELY = 20_000;
/** The most members to offer as assignees. */
const MOST_MEMBERS = 500;

interface FacetRow extends Record<string, unknown> {
  channels: { id: string; name: string; kind: string; botId: string }[];
  bots: { id: string; name: string }[];
  tags: string[];
  /** The members to whom conversations can be assigned. */
  members: { id: string; name: string; photoId: string | null }[];
}

/** Returns the values to filter the list of conversations by. */
export async function inboxFacets(ctx: ServiceContext): Promise<FacetRow> {
  requireRole(ctx, "viewer");
  const { workspaceId } = ctx;
  const [row] = await db.execute<FacetRow>(sql`
    with shown as materialized (
      select id, name, kind, bot_id, created_at from channels where workspace_id = ${workspaceId} and not runs_draft
        and ${isShown(ctx, { botId: sql`bot_id`, channelId: sql`id` })}
    )
    select
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'kind', kind, 'botId', bot_id)
        order by name, created_at), '[]') from shown) as channels,
      (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by name, created_at), '[]')
        from bots where workspace_id = ${workspaceId} and ${isShown(ctx, { botId: sql`id` })}) as bots,
      (select coalesce(json_agg(tag order by tag), '[]') from (
        select tag from (
          select c.tags from conversations c where c.workspace_id = ${workspaceId} and c.channel_id in (select id from shown)
            and ${isShown(ctx, { botId: sql`c.bot_id`, channelId: sql`c.channel_id` })}
          order by c.last_message_at desc limit ${TAGGED_LATELY}
        ) lately, unnest(tags) tag group by tag order by count(*) desc, tag limit ${MOST_TAGS}
      ) used) as tags,
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'photoId', photo_id) order by name, id), '[]') from (
        select u.id, u.name, u.photo_id from memberships m join users u on u.id = m.user_id
        where m.workspace_id = ${workspaceId} and ${mayAnswer} order by u.name, u.id limit ${MOST_MEMBERS}
      ) answering) as members`);
  if (!row) throw new Error("A query without a table gave no row.");
  return row;
}
