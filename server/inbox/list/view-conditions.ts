import { type SQL, sql } from "drizzle-orm";
import { isShown } from "@/server/accounts/access/limits-sql";
import type { ServiceContext } from "@/server/service-context";
import type { InboxFilter, InboxView } from "../schema";

const isSnoozed = sql`c.snoozed_until > now()`;
/** Not the negation of `isSnoozed`, so that it is true for conversations that never were snoozed. */
const isAwake = sql`(c.snoozed_until is null or c.snoozed_until <= now())`;

/** The columns of `conversations c` that a member's limits refer to. */
const conversation = { botId: sql`c.bot_id`, channelId: sql`c.channel_id` };

/** The views as conditions on `conversations c`, each of which has an index (db/schema/conversations.ts). */
const views: Record<Exclude<InboxView, "mine">, SQL> = {
  "needs-person": sql`c.status = 'open' and c.handled_by = 'person' and ${isAwake}`,
  unassigned: sql`c.status = 'open' and c.handled_by = 'person' and c.assignee_id is null and ${isAwake}`,
  all: sql`c.status = 'open' and ${isAwake}`,
  snoozed: sql`c.status = 'open' and ${isSnoozed}`,
  closed: sql`c.status = 'closed'`,
};

/** The conversations of a view that the member sees, without those of test chats. */
export function viewCondition(ctx: ServiceContext, view: InboxView | null): SQL {
  const { workspaceId, actor } = ctx;
  const shown = sql`c.workspace_id = ${workspaceId} and ${isShown(ctx, conversation)}
    and c.channel_id not in (select h.id from channels h where h.workspace_id = ${workspaceId} and h.runs_draft)`;
  if (view === null) return shown;
  if (view !== "mine") return sql`${shown} and ${views[view]}`;
  const userId = actor.type === "user" ? actor.userId : null;
  return sql`${shown} and c.status = 'open' and c.assignee_id = ${userId} and ${isAwake}`;
}

/** The filters as conditions on `conversations c`. */
export function filterConditions(workspaceId: string, { channelId, botId, state, tag, memberId }: InboxFilter): SQL[] {
  const conditions: SQL[] = [];
  if (channelId) conditions.push(sql`c.channel_id = ${channelId}`);
  if (botId) conditions.push(sql`c.bot_id = ${botId}`);
  if (tag) conditions.push(sql`c.tags @> array[${tag}::text]`);
  if (memberId) conditions.push(sql`c.assignee_id = ${memberId}`);
  if (state) conditions.push(states[state](workspaceId));
  return conditions;
}

const states: Record<NonNullable<InboxFilter["state"]>, (workspaceId: string) => SQL> = {
  bot: () => sql`c.handled_by = 'bot'`,
  person: () => sql`c.handled_by = 'person'`,
  unread: () => sql`c.unread_count > 0`,
  undelivered: (workspaceId) =>
    isAmong(sql`
      select distinct m.conversation_id from messages m
      where m.workspace_id = ${workspaceId} and m.delivery = 'undelivered'`),
};

/** Evaluates `ids` first and then looks rows up by id. With a join, the planner would read all conversations. */
export function isAmong(ids: SQL): SQL {
  return sql`c.id = any(array(${ids}))`;
}
