import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { requireRole } from "@/server/accounts/require-role";
import { startInstructions } from "@/server/bots/create-bot";
import { env } from "@/server/env";
import type { ServiceContext } from "@/server/service-context";
import type { Guide, GuideStep } from "./guide-steps";

/**
 * How many of a channel's conversations are read to find an answered one. The search ends at the first; the limit is for
 * a workspace whose customers get no answers.
 */
const MOST_READ = 50;

interface Row extends Record<GuideStep, boolean> {
  is_hidden: boolean;
  bot: Guide["bot"];
  [column: string]: unknown;
}

/**
 * Returns which of the first steps are done, by facts in the database; null if the guide was put away. Each fact is an
 * `exists` that an index answers, whatever the number of messages.
 */
export async function getGuide(ctx: ServiceContext): Promise<Guide | null> {
  requireRole(ctx, "editor");
  const [row] = await db.execute<Row>(guideQuery(ctx.workspaceId));
  if (!row || row.is_hidden) return null;
  const { create, teach, publish, connect, answer, bot } = row;
  return { done: { create, teach, publish, connect, answer }, bot };
}

/** One row with the facts. Those of a guide that was put away are not read: the planner tests that once, before all else. */
function guideQuery(workspaceId: string): SQL {
  return sql`
    select w.guide_hidden_at is not null as is_hidden, facts.*
    from workspaces w left join lateral (
      select exists (select from bots b where b.workspace_id = w.id) as create,
        exists (select from bots b where b.workspace_id = w.id and (${isTaught})) as teach,
        exists (select from bots b where b.workspace_id = w.id and b.published_version_id is not null) as publish,
        exists (select from ${channelsOfW} where ${isConnected()}) as connect,
        exists (select from ${channelsOfW} where not h.runs_draft and ${hasAnswer}) as answer,
        (select json_build_object('id', b.id, 'name', b.name) from bots b where b.workspace_id = w.id
          order by b.published_version_id is null, b.updated_at desc limit 1) as bot
    ) facts on w.guide_hidden_at is null
    where w.id = ${workspaceId}`;
}

/** The channels of a workspace, by the indexes of its bots and of their channels. */
const channelsOfW = sql`bots b join channels h on h.bot_id = b.id and b.workspace_id = w.id`;

/**
 * Whether a bot differs from the template that it started from. What came with the template has the bot's own time,
 * because one transaction stores both.
 */
const isTaught = sql`
  b.instruction <> all(array[${sql.join(
    startInstructions.map((text) => sql`${text}`),
    sql`, `,
  )}]::text[])
  or exists (select from actions a where a.bot_id = b.id and a.updated_at > b.created_at)
  or exists (select from interactions i where i.bot_id = b.id and i.updated_at > b.created_at)
  or exists (select from scenario_webhooks s where s.bot_id = b.id)
  or exists (select from knowledge_sources k where k.workspace_id = w.id)`;

/** Whether a website showed the channel's widget, or another system sent a message to it. Our own pages are no website. */
const isConnected = () => sql`(
  exists (
    select from channel_sightings s where s.channel_id = h.id and s.origin <> ${new URL(env().PARLEY_URL).origin}
  )
  or (h.delivery = 'push'
    and exists (select from conversations c where c.workspace_id = w.id and c.channel_id = h.id)))`;

/** Whether a customer of the channel got an answer, by the bot or by a person. */
const hasAnswer = sql`exists (
  select from (
    select c.id from conversations c where c.workspace_id = w.id and c.channel_id = h.id
    order by c.last_message_at desc, c.id desc limit ${MOST_READ}
  ) c
  where exists (
    select from messages m where m.conversation_id = c.id and m.sender <> 'customer' and m.seq > (
      select q.seq from messages q where q.conversation_id = c.id and q.sender = 'customer' order by q.seq limit 1
    )
  ))`;
