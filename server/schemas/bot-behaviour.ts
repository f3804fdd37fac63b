import { z } from "zod";
import { timeZone } from "../input-types.ts";

/** Kept as it is compared, so that the database compares it too. */
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

/** What people's words in a conversation do to its bot. */
const interception = z.object({
  /** An employee's message gives the conversation to people. */
  pauseOnEmployee: z.boolean().default(true),
  /** So many of an employee's messages in a conversation do not, such as automatic greetings. */
  ignoreFirst: whole(0, 20).default(0),
  /** The bot takes a conversation back when employees wrote nothing for so long. Null: people give it back. */
  resumeAfterMinutes: whole(1, 10_080).nullable().default(null),
  phrasesThatDoNotIntercept: phrases,
  /** From an employee or the customer: the bot stops. */
  stopPhrases: phrases,
  /** From an employee or the customer: the bot goes on. */
  resumePhrases: phrases,
});

/** What a model is told of what was said before. Messages that wait for an answer are always told. */
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
    /** At or before `from`: on the next day. */
    to: z.string().refine((to) => clock.test(to) || to === "24:00", "Write a time such as 18:00."),
  })
  .refine(({ from, to }) => from !== to, { path: ["to"], message: "The hours end when they begin." });
const openDay = z.array(openHours).max(6, "A day has at most six spans.").default([]);

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const workingHours = z.object({
  /** IANA name; null: the bot's own. */
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
  /** Said once in a conversation for each time that it is closed; with `{variables}`. Empty: nothing is said. */
  awayText: z.string().trim().max(2000, "The text has at most 2,000 letters.").default(""),
  /** The bot answers outside of the hours too, after the text. */
  answerOutside: z.boolean().default(false),
});

const split = z.object({
  mode: z.enum(["none", "paragraph", "sentence", "length"]).default("none"),
  /** Of a part, where the mode is `length`. */
  maxCharacters: whole(100, 4000).default(1000),
  /** Between parts, on channels that messages are sent to. */
  pauseSeconds: whole(0, 30).default(1),
});

/** How much one conversation may ask of a bot; null: as much as it likes. */
const antiSpam = z.object({
  periodHours: whole(1, 720).default(24),
  maxMessages: whole(1, 10_000).nullable().default(100),
  maxTokens: whole(1000, 100_000_000).nullable().default(null),
  /** The same message, so many times. */
  maxIdentical: whole(2, 20).nullable().default(null),
  /** Said when a limit is passed; then people have the conversation. Empty: nothing is said. */
  text: z
    .string()
    .trim()
    .max(2000, "The text has at most 2,000 letters.")
    .default("You have sent a lot of messages. A person will write to you here."),
});

const replyLanguage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("auto") }),
  /** The customer's own. */
  z.object({ kind: z.literal("customer") }),
  z.object({
    kind: z.literal("fixed"),
    language: z.string().trim().min(1, "Name a language, such as Ukrainian.").max(60),
  }),
]);

const frame = z.string().trim().max(1000, "The text has at most 1,000 letters.").default("");

/** How a bot behaves in a conversation, whatever it knows. Nothing set: it answers each message at once and in full. */
export const botBehaviour = z.object({
  interception: interception.prefault({}),
  /** A bot that cannot answer gives the conversation to people. */
  handOverOnFailure: z.boolean().default(true),
  /** How long more messages are waited for, so that those which follow one another quickly get one answer. */
  mergeSeconds: whole(0, 60).default(0),
  history: history.default({ kind: "all" }),
  /** Null: always open. */
  workingHours: workingHours.nullable().default(null),
  split: split.prefault({}),
  /** Stand above and below each answer; with `{variables}`. */
  header: frame,
  footer: frame,
  antiSpam: antiSpam.nullable().default(null),
  replyLanguage: replyLanguage.default({ kind: "auto" }),
});

export type BotBehaviour = z.infer<typeof botBehaviour>;
/** As it may be stored: what is absent has its default. */
export type BotBehaviourInput = z.input<typeof botBehaviour>;
export type WorkingHours = z.infer<typeof workingHours>;
export type AnswerSplit = z.infer<typeof split>;
export type AntiSpam = z.infer<typeof antiSpam>;

/** A document of settings begins with these. */
export const openOfficeHours: WorkingHours = workingHours.parse({
  days: Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, [{ from: "09:00", to: "18:00" }]])),
  awayText: "Thank you for your message. We are away at the moment and will answer as soon as we are back.",
});
export const usualLimits: AntiSpam = antiSpam.parse({});

/** The behaviour of a bot whose snapshot or draft may be from before it was kept. */
export function behaviourOf(bot: { behaviour?: BotBehaviourInput | undefined }): BotBehaviour {
  return botBehaviour.parse(bot.behaviour ?? {});
}
