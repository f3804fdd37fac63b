import { boolean, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { workspaces } from "./accounts.ts";
import { createdAt, instant } from "./columns.ts";

/** Translations of the fixed texts of bots, found by the text itself: a changed text has no translation yet. */
export const textTranslations = pgTable(
  "text_translations",
  {
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** The SHA-256 of the text. */
    originalHash: text("original_hash").notNull(),
    /** ISO 639-1. */
    language: text().notNull(),
    original: text().notNull(),
    text: text().notNull(),
    /** A model wrote it, and no member has confirmed it. It is not used until then. */
    isDraft: boolean("is_draft").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.originalHash, t.language] })],
);
