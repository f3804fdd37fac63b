import { sql } from "drizzle-orm";
import { index, pgTable, text } from "drizzle-orm/pg-core";
import { users, workspaces } from "./accounts.ts";
import { attemptColumns, createdAt, instant } from "./columns.ts";

/** E-mails of accounts and teams: links to confirm, to reset and to accept. */
export const emails = pgTable(
  "emails",
  {
    id: text().primaryKey(),
    /** The account it concerns, if it exists. */
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    /** The workspace it concerns, if any. */
    workspaceId: text("workspace_id").references(() => workspaces.id, { onDelete: "cascade" }),
    recipient: text().notNull(),
    template: text().notNull(),
    /** What the template needs, sealed because it contains links that give access; null once it was sent or given up. */
    contentSealed: text("content_sealed"),
    status: text({ enum: ["sending", "sent", "failed", "no_server"] }).notNull(),
    ...attemptColumns(),
    /** Why the newest attempt failed, for display. */
    error: text(),
    /** When the sweep checks whether it was lost; null: it was sent or given up. */
    checkAt: instant("check_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("emails_workspace").on(t.workspaceId, t.createdAt),
    index("emails_check")
      .on(t.checkAt)
      .where(sql`${t.checkAt} is not null`),
  ],
);
