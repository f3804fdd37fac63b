import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { notificationKinds } from "../../server/schemas/notification-kinds.ts";
import { users, workspaces } from "./accounts.ts";
import { attemptColumns, createdAt, instant } from "./columns.ts";
import { channels } from "./conversations.ts";

/** Events that the people of a workspace should know about. */
export const notifications = pgTable(
  "notifications",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    kind: text({ enum: notificationKinds }).notNull(),
    title: text().notNull(),
    body: text().notNull(),
    /** The conversation in which it happened, if any. */
    conversationId: text("conversation_id"),
    botId: text("bot_id"),
    /** The channel that it concerns, if it concerns no conversation. */
    channelId: text("channel_id"),
    /** Identifies the cause if it may be reported again after a crash; it is stored once. */
    sourceKey: text("source_key"),
    /** When the sweep checks whether it was sent to all recipients; null if it was. */
    checkAt: instant("check_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("notifications_workspace").on(t.workspaceId, t.createdAt),
    uniqueIndex("notifications_source").on(t.workspaceId, t.sourceKey),
    index("notifications_check")
      .on(t.checkAt)
      .where(sql`${t.checkAt} is not null`),
  ],
);

/** Up to when a member has seen a workspace's notifications. */
export const notificationViews = pgTable(
  "notification_views",
  {
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    seenAt: instant("seen_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId] })],
);

/** The kinds that a member gets by e-mail, where they differ from the defaults of the member's role. */
export const notificationChoices = pgTable(
  "notification_choices",
  {
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text({ enum: notificationKinds }).notNull(),
    email: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId, t.kind] })],
);

/** The address of a workspace that receives every notification. */
export const notificationWebhooks = pgTable("notification_webhooks", {
  workspaceId: text("workspace_id")
    .primaryKey()
    .references(() => workspaces.id, { onDelete: "cascade" }),
  url: text().notNull(),
  /** Sent as `Authorization: Bearer`. */
  secretSealed: text("secret_sealed"),
  /** When the address was last changed: earlier failures do not concern it. */
  changedAt: instant("changed_at").notNull().defaultNow(),
});

/** One notification to one recipient, with all its attempts. */
export const notificationSends = pgTable(
  "notification_sends",
  {
    notificationId: text("notification_id")
      .notNull()
      .references(() => notifications.id, { onDelete: "cascade" }),
    /** `webhook`, or the id of the member who gets an e-mail. */
    recipient: text().notNull(),
    workspaceId: text("workspace_id").notNull(),
    /** `skipped`: the member just got a similar e-mail, or no longer wants it. */
    status: text({ enum: ["sending", "sent", "skipped", "failed"] }).notNull(),
    ...attemptColumns(),
    /** Why the newest attempt failed, for display. */
    error: text(),
    createdAt: createdAt(),
    /** When the newest attempt ended. */
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.notificationId, t.recipient] }),
    index("notification_sends_recipient").on(t.workspaceId, t.recipient, t.createdAt),
    index("notification_sends_listed").on(t.workspaceId, t.status, t.createdAt),
  ],
);

/** The number of consecutive failures of a channel's webhook. */
export const webhookFailures = pgTable("webhook_failures", {
  channelId: text("channel_id")
    .primaryKey()
    .references(() => channels.id, { onDelete: "cascade" }),
  inARow: integer("in_a_row").notNull(),
  lastFailedAt: instant("last_failed_at").notNull(),
});
