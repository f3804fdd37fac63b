import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { workspaces } from "./accounts.ts";
import { instant } from "./columns.ts";
import { channels } from "./conversations.ts";

/**
 * The newest requests to a custom channel's API, for the developer who connects a messenger to it. Ids sort by time.
 */
export const channelRequests = pgTable(
  "channel_requests",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    channelId: text("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    status: integer().notNull(),
    durationMs: integer("duration_ms").notNull(),
    /** The sender's own id of the message, if the body had one. */
    messageId: text("message_id"),
    /** A one-line summary of the request. */
    summary: text().notNull(),
    /** The body, shortened and without secrets and the bytes of files; null if it was not read. */
    body: text(),
    answer: text().notNull(),
    /** When the request arrived. */
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [index("channel_requests_channel").on(t.channelId, t.id)],
);
