import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { workspaces } from "./accounts.ts";
import { instant } from "./columns.ts";
import { channels } from "./conversations.ts";

/** The newest requests to a custom channel's API, for who connects a messenger to it. Ids sort by when it was logged. */
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
    /** The sender's own id of the message, when the body had one. */
    messageId: text("message_id"),
    /** What it was about, in a line. */
    summary: text().notNull(),
    /** Without secrets and the bytes of files, cut; null when it was not read. */
    body: text(),
    answer: text().notNull(),
    /** When the request came. */
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [index("channel_requests_channel").on(t.channelId, t.id)],
);
