import { integer, index, pgTable, text, unique } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns.ts";
import { conversations, messages } from "./conversations.ts";

/** What a customer thinks of one answer, or of the whole conversation. */
export const feedback = pgTable(
  "feedback",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    /** The rated answer; null for a rating of the conversation. */
    messageId: text("message_id").references(() => messages.id, { onDelete: "cascade" }),
    rating: text({ enum: ["positive", "negative", "neutral"] }).notNull(),
    /** 1 to 5, for a rating of the conversation. */
    score: integer(),
    comment: text(),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    unique("feedback_subject").on(t.conversationId, t.messageId).nullsNotDistinct(),
    index("feedback_message").on(t.messageId),
    index("feedback_workspace").on(t.workspaceId, t.updatedAt),
  ],
);
