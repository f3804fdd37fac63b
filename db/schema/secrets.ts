import { pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { users, workspaces } from "./accounts.ts";
import { createdAt, instant } from "./columns.ts";

/**
 * Values such as API keys that the actions of all bots may use as `{{secrets.name}}`. A run reads the value of its time,
 * so that a changed one works immediately.
 */
export const workspaceSecrets = pgTable(
  "workspace_secrets",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** As used in templates. */
    name: text().notNull(),
    /** Encrypted with `sealSecret`. */
    sealed: text().notNull(),
    /** What it is for. */
    note: text().notNull().default(""),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    /** Who set the current value or note; null if that user no longer exists. */
    updatedBy: text("updated_by").references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [uniqueIndex("workspace_secrets_name").on(t.workspaceId, t.name)],
);
