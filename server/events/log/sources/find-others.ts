import { type SQL, sql } from "drizzle-orm";
import { classNumber, type DeliveryFilters } from "../delivery-filters";
import { all, inTime, pageLimit, type Search, type Source, texts, type Wanted } from "./source";

/** Finds deliveries of messages to channels with a webhook. */
export const findMessages: Source = (wanted) => {
  const { channelId, endpointId, event } = wanted.filters;
  if (endpointId !== undefined || event !== undefined) return null;
  return newestOf(wanted, {
    kind: "message",
    table: sql`deliveries`,
    id: sql`d.id`,
    statuses: { delivering: "delivering", delivered: "delivered", undelivered: "undelivered" },
    status: sql`(select a.status from delivery_attempts a where a.delivery_id = d.id and a.number = d.attempts)`,
    condition: channelId === undefined ? null : sql`d.channel_id = ${channelId}`,
    matches: ({ id, conversationIds }) => sql`(d.id = ${id} or d.conversation_id = any(${texts(conversationIds)}))`,
  });
};

/** Finds requests to the webhooks of scenarios. A replay is sent with the `webhook-id` of the call that it repeats. */
export const findScenarioCalls: Source = (wanted) => {
  const { channelId, endpointId, event } = wanted.filters;
  if (endpointId !== undefined || channelId !== undefined || event !== undefined) return null;
  return newestOf(wanted, {
    kind: "scenario",
    table: sql`scenario_webhook_calls`,
    id: sql`d.id`,
    statuses: { delivering: "sending", delivered: "sent", undelivered: "failed" },
    status: sql`(select a.status from scenario_webhook_attempts a where a.call_id = d.id and a.number = d.attempts)`,
    condition: null,
    matches: ({ id, conversationIds }) => sql`(d.id = ${id} or d.conversation_id = any(${texts(conversationIds)}))`,
  });
};

/** Finds notifications to the workspace's webhook and to members. Their `webhook-id` is the notification's id. */
export const findNotifications: Source = (wanted) => {
  const { channelId, endpointId, event, response } = wanted.filters;
  if (channelId !== undefined || endpointId !== undefined || event !== undefined || response !== undefined) return null;
  return newestOf(wanted, {
    kind: "notification",
    table: sql`notification_sends`,
    id: sendId(sql`d`),
    statuses: { delivering: "sending", delivered: "sent", undelivered: "failed", skipped: "skipped" },
    status: sql`null::int`,
    condition: null,
    matches: ({ id, conversationIds }) => sql`d.notification_id in (
      select n.id from notifications n where n.workspace_id = ${wanted.workspaceId}
        and (n.id = ${id} or n.conversation_id = any(${texts(conversationIds)})))`,
  });
};

/** The id of a row of `notification_sends` in the list: `<notification>.<recipient>`, as in the `Message-ID` of e-mails. */
function sendId(row: SQL): SQL {
  return sql`(${row}.notification_id || '.' || ${row}.recipient)`;
}

interface Kind {
  kind: string;
  table: SQL;
  id: SQL;
  /** The table's words for the statuses of the list. */
  statuses: Record<string, string>;
  /** The newest response's status, as an expression on `d`. */
  status: SQL;
  condition: SQL | null;
  matches: (search: Search) => SQL;
}

/** Reads the newest deliveries of each status from an index of workspace, status and time. */
function newestOf({ workspaceId, filters, search }: Wanted, kind: Kind): SQL {
  const condition = all([
    sql`d.workspace_id = ${workspaceId}`,
    inTime(filters, kind.id),
    kind.condition,
    filters.response === undefined ? null : sql`coalesce(${kind.status} / 100, 0) = ${classNumber(filters.response)}`,
  ]);
  const statuses = texts(possibleStatuses(filters, kind));
  if (search) {
    return sql`
      with matches as materialized (
        select ${kind.id} as id, d.created_at from ${kind.table} d
        where ${condition} and d.status = any(${statuses}) and ${kind.matches(search)}
      )
      select ${kind.kind}::text as kind, id, created_at from matches
      order by created_at desc, id desc limit ${pageLimit}`;
  }
  return sql`
    select ${kind.kind}::text as kind, newest.id, newest.created_at
    from unnest(${statuses}) as s (status)
    cross join lateral (
      select ${kind.id} as id, d.created_at from ${kind.table} d where d.status = s.status and ${condition}
      order by d.created_at desc, ${kind.id} desc limit ${pageLimit}
    ) newest
    order by newest.created_at desc, newest.id desc limit ${pageLimit}`;
}

/** The newest response of a delivered one is in the class 2xx, so that other classes need not be sought among these. */
function possibleStatuses({ status, response }: DeliveryFilters, { statuses }: Kind): string[] {
  const isDelivered = response === "2xx";
  return Object.entries(statuses).flatMap(([name, stored]) => {
    if (status !== undefined && status !== name) return [];
    if (response !== undefined && !isDelivered && name === "delivered") return [];
    return [stored];
  });
}
