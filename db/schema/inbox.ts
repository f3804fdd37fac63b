import { sql } from "drizzle-orm";
import { bigint, boolean, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { users, workspaces } from "./accounts.ts";
import { createdAt, instant } from "./columns.ts";
import { conversations } from "./conversations.ts";

/** Shares the messages' sequence, which orders notes and events among messages. */
const threadSeq = () =>
  bigint({ mode: "number" })
    .notNull()
    .default(sql`nextval('messages_seq_seq')`);

/** Notes of people to each other about a conversation; its customer and its models never see them. */
export const conversationNotes = pgTable(
  "conversation_notes",
  {
    id: text().primaryKey(),
    seq: threadSeq(),
    workspaceId: text("workspace_id").notNull(),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    authorId: text("author_id").references(() => users.id, { onDelete: "set null" }),
    text: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("conversation_notes_conversation").on(t.conversationId, t.seq)],
);

/** What happened to a conversation besides its messages. */
export const conversationEvents = pgTable(
  "conversation_events",
  {
    id: text().primaryKey(),
    seq: threadSeq(),
    workspaceId: text("workspace_id").notNull(),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    kind: text({
      enum: [
        "paused",
        "resumed",
        "closed",
        "reopened",
        "context_cleared",
        "tagged",
        "untagged",
        "variables_set",
        "bot_switched",
        "sent_again",
        "assigned",
        "unassigned",
        "snoozed",
        "unsnoozed",
        "reminded",
        "reminder_cancelled",
        "rated",
        "restarted",
      ],
    }).notNull(),
    /** Who caused it; `employee` is a person who wrote in the channel itself, `system` is Parley. */
    actor: text({ enum: ["user", "employee", "customer", "bot", "system"] }).notNull(),
    /** Set for a `user`, as long as the user exists. */
    userId: text("user_id").references(() => users.id, { onDelete: "set null" }),
    /** Details: a reason, a tag, a bot's or assignee's name, the end of a snooze, a rating. */
    text: text().notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    index("conversation_events_conversation").on(t.conversationId, t.seq),
    index("conversation_events_workspace").on(t.workspaceId, t.createdAt),
  ],
);

/** The members who have a conversation open, with their last sign of life. */
export const conversationViewers = pgTable(
  "conversation_viewers",
  {
    workspaceId: text("workspace_id").notNull(),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    seenAt: instant("seen_at").notNull(),
    isTyping: boolean("is_typing").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.userId] }),
    index("conversation_viewers_workspace").on(t.workspaceId, t.seenAt),
  ],
);

/** Texts that operators send often, with variables that are filled in when they are inserted into a message. */
export const savedReplies = pgTable(
  "saved_replies",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** What an operator types after a slash to find it; unique in its workspace, in any case. */
    shortcut: text().notNull(),
    text: text().notNull(),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("saved_replies_shortcut").on(t.workspaceId, sql`lower(${t.shortcut})`)],
);
