import { z } from "zod";
import { timeZone } from "../input-types.ts";
import { botKnowledge } from "./knowledge/bot-knowledge.ts";
import { languageName } from "../text/language-name.ts";
import { modelChoice } from "./model-choice.ts";

/** Stored in the form used for comparison, so that the database can compare it. */
const phrase = z
  .string()
  .normalize("NFC")
  .trim()
  .toLowerCase()
  .min(1, "A phrase needs at least one letter.")
  .max(200, "A phrase has at most 200 letters.");
const phrases = z.array(phrase).max(50, "Keep at most 50 phrases.").default([]);

function whole(min: number, max: number) {
  const message = `Choose a whole number from ${min.toLocaleString("en")} to ${max.toLocaleString("en")}.`;
  return z.int(message).min(min, message).max(max, message);
}

/** How messages in a conversation pause and resume its bot. */
const interception = z.object({
  /** An employee's message hands the conversation over to people. */
  pauseOnEmployee: z.boolean().default(true),
  /** How many of an employee's first messages are ignored, such as automatic greetings. */
  ignoreFirst: whole(0, 20).default(0),
  /** The bot resumes after employees have written nothing for this long. Null: only people return the conversation. */
  resumeAfterMinutes: whole(1, 10_080).nullable().default(null),
  phrasesThatDoNotIntercept: phrases,
  /** The bot stops when an employee or the customer writes one of these. */
  stopPhrases: phrases,
  /** The bot resumes when an employee or the customer writes one of these. */
  resumePhrases: phrases,
});

/** How much of the conversation's history a model gets. Unanswered messages are always included. */
const history = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("messages"), count: whole(1, 200) }),
  z.object({ kind: z.literal("minutes"), minutes: whole(1, 10_080) }),
  z.object({ kind: z.literal("off") }),
]);

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
const openHours = z
  .object({
    from: z.string().regex(clock, "Write a time such as 09:00."),
    /** A time at or before `from` is on the next day. */
    to: z.string().refine((to) => clock.test(to) || to === "24:00", "Write a time such as 18:00."),
  })
  .refine(({ from, to }) => from !== to, { path: ["to"], message: "The hours end when they begin." });
const openDay = z.array(openHours).max(6, "A day has at most six spans.").default([]);

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const workingHours = z.object({
  /** IANA name; null for the bot's time zone. */
  timeZone: timeZone.nullable().default(null),
  days: z.object({
    mon: openDay,
    tue: openDay,
    wed: openDay,
    thu: openDay,
    fri: openDay,
    sat: openDay,
    sun: openDay,
  }),
  /** Sent once per conversation and closed period, with `{variables}`. Empty: nothing is sent. */
  awayText: z.string().trim().max(2000, "The text has at most 2,000 letters.").default(""),
  /** The bot also answers outside of working hours, after the away text. */
  answerOutside: z.boolean().default(false),
});

const split = z.object({
  mode: z.enum(["none", "paragraph", "sentence", "length"]).default("none"),
  /** The longest part when the mode is `length`. */
  maxCharacters: whole(100, 4000).default(1000),
  /** Between parts, on channels to which messages are pushed. */
  pauseSeconds: whole(0, 30).default(1),
});

/** The limits of one conversation; null for no limit. */
const antiSpam = z.object({
  periodHours: whole(1, 720).default(24),
  maxMessages: whole(1, 10_000).nullable().default(100),
  maxTokens: whole(1000, 100_000_000).nullable().default(null),
  /** How often the same message may be sent. */
  maxIdentical: whole(2, 20).nullable().default(null),
  /** Sent when a limit is exceeded, before people get the conversation. Empty: nothing is sent. */
  text: z
    .string()
    .trim()
    .max(2000, "The text has at most 2,000 letters.")
    .default("You have sent a lot of messages. A person will write to you here."),
});

const replyLanguage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("auto") }),
  /** The customer's language. */
  z.object({ kind: z.literal("customer") }),
  z.object({
    kind: z.literal("fixed"),
    language: z.string().trim().min(1, "Name a language, such as Ukrainian.").max(60),
  }),
]);

const NO_LANGUAGE = "Name a language by its code of two letters, such as de.";

/** ISO 639-1, such as `de`. */
export const languageCode = z
  .string()
  .regex(/^[a-z]{2}$/, NO_LANGUAGE)
  .refine((code) => languageName(code) !== code, NO_LANGUAGE);

const MAX_LANGUAGES = 20;

/** The first is the one that the bot's texts are written in. With fewer than two, nothing is translated. */
const languages = z
  .array(languageCode)
  .max(MAX_LANGUAGES, `A bot has at most ${MAX_LANGUAGES} languages.`)
  .refine((codes) => new Set(codes).size === codes.length, "A language is chosen twice.")
  .default([]);

const frame = z.string().trim().max(1000, "The text has at most 1,000 letters.").default("");

/** How a bot behaves in a conversation. By default it answers each message immediately and in one piece. */
export const botBehaviour = z.object({
  interception: interception.prefault({}),
  /** A bot that cannot answer hands the conversation over to people. */
  handOverOnFailure: z.boolean().default(true),
  /** Asked if the bot's model cannot answer; null for none. */
  fallbackModel: modelChoice.nullable().default(null),
  /** How long to wait for more messages, so that several messages in quick succession get one answer. */
  mergeSeconds: whole(0, 60).default(0),
  history: history.default({ kind: "all" }),
  /** Null: always open. */
  workingHours: workingHours.nullable().default(null),
  split: split.prefault({}),
  /** Added above and below each answer, with `{variables}`. */
  header: frame,
  footer: frame,
  antiSpam: antiSpam.nullable().default(null),
  replyLanguage: replyLanguage.default({ kind: "auto" }),
  /** The languages that the bot's fixed texts are translated into (server/languages). */
  languages,
  knowledge: botKnowledge.prefault({}),
});

export type BotBehaviour = z.infer<typeof botBehaviour>;
/** The stored form: absent fields have their defaults. */
export type BotBehaviourInput = z.input<typeof botBehaviour>;
export type WorkingHours = z.infer<typeof workingHours>;
export type AnswerSplit = z.infer<typeof split>;
export type AntiSpam = z.infer<typeof antiSpam>;

/** The initial values when working hours are switched on. */
export const openOfficeHours: WorkingHours = workingHours.parse({
  days: Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, [{ from: "09:00", to: "18:00" }]])),
  awayText: "Thank you for your message. We are away at the moment and will answer as soon as we are back.",
});
export const usualLimits: AntiSpam = antiSpam.parse({});

/** The behaviour of a bot. Drafts and snapshots from before this setting have none. */
export function behaviourOf(bot: { behaviour?: BotBehaviourInput | undefined }): BotBehaviour {
  return botBehaviour.parse(bot.behaviour ?? {});
}
