import { z } from "zod";
import { idText, momentAsDate, nameText } from "../input-types.ts";
import { identifier } from "../text/identifier.ts";

/** The input schemas of the inbox; browsers use them too. */

/** The most characters of an employee's message or a note. */
export const LONGEST_MESSAGE = 10_000;
export const MOST_FILES = 10;

const messageText = z
  .string()
  .max(LONGEST_MESSAGE, `A message has at most ${LONGEST_MESSAGE.toLocaleString("en")} characters.`);

/**
 * The views of the inbox. All but `closed` and `snoozed` contain open conversations that are not snoozed: those that people
 * have, those assigned to the caller, those that people have but nobody in particular, and all. A search in `all` also
 * finds closed and snoozed ones.
 */
export const inboxView = z.enum(["needs-person", "mine", "unassigned", "all", "snoozed", "closed"]);
export type InboxView = z.infer<typeof inboxView>;

/** The filters of the list of conversations; all are optional. */
export const inboxFilter = z.object({
  channelId: idText.nullish(),
  botId: idText.nullish(),
  /** Answered by the bot or by people, or with undelivered or unread messages. */
  state: z.enum(["bot", "person", "undelivered", "unread"]).nullish(),
  tag: z.string().max(50).nullish(),
  /** The member to whom it is assigned. */
  memberId: idText.nullish(),
});
export type InboxFilter = z.infer<typeof inboxFilter>;

export const listInput = z.object({
  view: inboxView.default("all"),
  filter: inboxFilter.default({}),
  /** Words of messages, names or chat ids, or digits of a phone number. */
  search: z.string().max(200).nullish(),
  cursor: z.string().max(200).nullish(),
  /** The most rows of a page. */
  limit: z.int().min(1).max(50).default(50),
});

export const inConversation = z.object({ conversationId: idText });

export const threadInput = inConversation.extend({
  /** The seq of the oldest entry that the client has; omit it for the newest page. */
  before: z.int().positive().nullish(),
  limit: z.int().min(1).max(200).default(50),
});

export const writeInput = inConversation
  .extend({
    text: messageText.default(""),
    /** What the employee wrote, if `text` is its translation. Only members see it. */
    writtenText: messageText.nullish(),
    fileIds: z.array(idText).max(MOST_FILES, `A message carries at most ${MOST_FILES} files.`).default([]),
    /** Created by the browser. Repeated requests with the same id store one message. */
    clientMessageId: z.string().regex(/^[\w.-]{1,100}$/),
  })
  .refine(({ text, fileIds }) => text.trim() !== "" || fileIds.length > 0, {
    path: ["text"],
    message: "The message is empty. Write something, or add a file.",
  });

export const tagInput = inConversation.extend({
  tag: nameText("Give the tag at least one letter.", 50),
});

export const addNoteInput = inConversation.extend({
  text: z
    .string()
    .trim()
    .min(1, "The note is empty.")
    .max(LONGEST_MESSAGE, `A note has at most ${LONGEST_MESSAGE.toLocaleString("en")} characters.`),
  /** Created by the browser. Repeated requests with the same id store one note. */
  clientNoteId: z.string().regex(/^[\w.-]{1,100}$/),
});

export const deleteNoteInput = z.object({ noteId: idText });

/** The most characters of one variable's JSON. */
const LONGEST_VALUE = 20_000;

const variableValue = z
  .json()
  .refine((value) => JSON.stringify(value).length <= LONGEST_VALUE, "A value has at most 20,000 characters.");

export const setVariablesInput = inConversation
  .extend({
    values: z.record(identifier, variableValue).default({}),
    remove: z.array(z.string().max(200)).max(100).default([]),
  })
  .refine(({ values }) => Object.keys(values).length <= 100, {
    path: ["values"],
    message: "Set at most 100 variables in one request.",
  });

export const markReadInput = inConversation.extend({
  /** The seq of the newest message that was shown; later messages stay unread. */
  seq: z.int().nonnegative(),
});

export const sendAgainInput = z.object({ messageId: idText });

/** The longest snooze. */
const MOST_SNOOZE_DAYS = 366;

/** When a snooze ends. Whether this is in the future is checked when it begins. */
const snoozeEnd = momentAsDate.refine(
  (until) => until.getTime() < Date.now() + MOST_SNOOZE_DAYS * 86_400_000,
  "Choose a time within a year.",
);

export const snoozeInput = inConversation.extend({ until: snoozeEnd });

/** The most conversations that one request changes. */
export const MOST_CHANGED = 100;

/** A change of many conversations in one request. */
export const manyChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("assign"), memberId: idText.nullable() }),
  z.object({ kind: z.literal("snooze"), until: snoozeEnd }),
  z.object({ kind: z.literal("unsnooze") }),
  z.object({ kind: z.literal("close") }),
  z.object({ kind: z.literal("reopen") }),
  z.object({ kind: z.literal("mark_read") }),
]);

export const changeManyInput = z.object({
  conversationIds: z
    .array(idText)
    .min(1, "Select at least one conversation.")
    .max(MOST_CHANGED, `Change at most ${MOST_CHANGED} conversations at once.`),
  change: manyChange,
});

/** Which member gets a conversation that is handed off to people. */
export const assignmentInput = z.object({ assignment: z.enum(["off", "round_robin", "by_load"]) });

export const viewInput = inConversation.extend({ isTyping: z.boolean().default(false) });

/** The language to translate into, as a tag such as `de`. */
const language = z.string().regex(/^[a-z]{2,3}$/i, "Name a language by its code, such as de.");

export const translateInput = z.object({ messageId: idText, language });

export const translateReplyInput = inConversation.extend({
  text: messageText.refine((text) => text.trim() !== "", "There is no text to translate. Write something first."),
  language,
});
