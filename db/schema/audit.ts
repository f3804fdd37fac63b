import { bigint, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { workspaces } from "./accounts.ts";
import { createdAt } from "./columns.ts";

/** Who changed what in a workspace. Rows are never changed. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: text().primaryKey(),
    /** The order of the entries. */
    seq: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    actorType: text("actor_type", { enum: ["user", "api_key", "system"] }).notNull(),
    /** The id of the user or API key. No reference: the entry outlives them. */
    actorId: text("actor_id"),
    /** The name at the time. */
    actorName: text("actor_name").notNull(),
    /** The client's address; null for the system. */
    address: text(),
    requestId: text("request_id"),
    /** The procedure or route, such as `bots.update`. */
    verb: text().notNull(),
    /** The kind, id and name of what was changed. */
    targetType: text("target_type").notNull(),
    targetId: text("target_id"),
    targetName: text("target_name"),
    /** The changed fields before and after, without secrets. */
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (t) => [
    index("audit_entries_workspace").on(t.workspaceId, t.seq),
    index("audit_entries_actor").on(t.workspaceId, t.actorId, t.seq),
  ],
);
