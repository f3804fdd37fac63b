import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { channels } from "./conversations.ts";

/** A page on which a channel's widget was seen, one per origin. */
export const channelSightings = pgTable(
  "channel_sightings",
  {
    channelId: text("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    workspaceId: text("workspace_id").notNull(),
    origin: text().notNull(),
    /** The address of the newest page; the origin until the widget was opened there. */
    page: text().notNull(),
    firstSeenAt: instant("first_seen_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.channelId, t.origin] })],
);
