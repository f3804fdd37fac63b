import { boolean, index, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { PollOption, PollTexts } from "../../server/schemas/poll.ts";
import { workspaces } from "./accounts.ts";
import { createdAt, instant } from "./columns.ts";

/** A question with options, which customers answer by a step of an action. */
export const polls = pgTable(
  "polls",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text().notNull(),
    question: text().notNull(),
    options: jsonb().$type<PollOption[]>().notNull(),
    /** Whether a customer may vote again, which replaces the earlier vote. */
    isChangeable: boolean("is_changeable").notNull(),
    opensAt: instant("opens_at"),
    closesAt: instant("closes_at"),
    texts: jsonb().$type<PollTexts>().notNull(),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("polls_workspace").on(t.workspaceId, t.name)],
);

/** The vote of each customer. */
export const pollVotes = pgTable(
  "poll_votes",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    pollId: text("poll_id")
      .notNull()
      .references(() => polls.id, { onDelete: "cascade" }),
    /** The phone in E.164, or the channel and the customer's id in it. */
    voter: text().notNull(),
    /** The conversation of a test chat, whose votes do not count; empty for a real vote. */
    testConversationId: text("test_conversation_id").notNull().default(""),
    conversationId: text("conversation_id").notNull(),
    optionId: text("option_id").notNull(),
    /** The execution of the step that gave the vote: repeated after a crash, it finds its own vote. */
    callId: text("call_id").notNull(),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("poll_votes_voter").on(t.pollId, t.testConversationId, t.voter),
    index("poll_votes_option").on(t.pollId, t.optionId),
  ],
);
