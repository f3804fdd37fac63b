import { z } from "zod";
import { textKeys } from "./text-keys.ts";

function whole(min: number, max: number) {
  const message = `Choose a whole number from ${min} to ${max}.`;
  return z.int(message).min(min, message).max(max, message);
}

/** How the widget looks and where it stands. Lengths are in CSS pixels. */
export const widgetAppearance = z.object({
  theme: z.enum(["auto", "light", "dark"]).default("auto"),
  /** The colour of the launcher, the visitor's messages and buttons; what is written on it is computed. */
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, "Write a colour such as #2563eb.")
    .default("#2563eb"),
  /** The radius of the panel's corners. */
  corner: whole(0, 28).default(16),
  position: z.enum(["right", "left"]).default("right"),
  /** The distances of the launcher from the side and the bottom. */
  offsetX: whole(0, 400).default(20),
  offsetY: whole(0, 400).default(20),
  zIndex: whole(1, 2_147_483_647).default(2_147_483_000),
  /** An image in the workspace's files, shown beside the bot's name; null for its first letter. */
  avatarFileId: z.string().max(100).nullable().default(null),
});

/** A language tag (BCP 47), such as `de` or `pt-BR`. */
export const languageTag = z.string().refine(isLanguageTag, "Write a language tag such as de or pt-BR.");

/** The longest text that settings can give for a key. */
const MAX_TEXT = 2000;

/** Own texts of one language; an empty text counts, a missing one is the built-in text. */
export const ownTexts = z.partialRecord(z.enum(textKeys), z.string().max(MAX_TEXT));

/** Which language a visitor reads. */
export const widgetLanguage = z.object({
  /** `visitor`: the browser's, if there are texts in it. `fixed`: always `fallback`. */
  choice: z.enum(["visitor", "fixed"]).default("visitor"),
  fallback: languageTag.default("en"),
});

const ownLabels = z.record(languageTag, z.string().trim().max(200)).default({});

/** A question that a visitor answers before the first message. */
export const preChatField = z.object({
  /** The conversation variable that gets the answer; `name`, `email` and `phone` go to the contact. */
  key: z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/, "Use letters, digits and _, and begin with a letter."),
  type: z.enum(["text", "email", "phone", "choice"]).default("text"),
  /** The label in the fallback language, and in others. */
  label: z.string().trim().min(1, "Give the field a label.").max(200),
  labels: ownLabels,
  required: z.boolean().default(true),
  /** For `choice`. */
  options: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
});

/** A message that appears beside the launcher without being asked for, once per visitor. */
export const proactiveMessage = z.object({
  id: z.string().max(40),
  text: z.string().trim().min(1, "Write the message.").max(500),
  texts: z.record(languageTag, z.string().trim().max(500)).default({}),
  afterSeconds: whole(0, 3600).default(10),
  /** Pages on which it appears: an address in which `*` stands for any text; empty for every page. */
  page: z.string().trim().max(500).default(""),
});

/** What the panel offers. */
export const widgetFeatures = z.object({
  upload: z.boolean().default(true),
  voice: z.boolean().default(true),
  feedback: z.boolean().default(true),
  rating: z.boolean().default(true),
  transcript: z.boolean().default(true),
  person: z.boolean().default(true),
  restart: z.boolean().default(true),
  /** Whether sound is on before the visitor chooses. */
  sound: z.boolean().default(false),
});

/** The part of a web channel's settings that concerns the widget and the chat page. */
export const widgetSettings = z.object({
  appearance: widgetAppearance.prefault({}),
  language: widgetLanguage.prefault({}),
  /** Own texts by language tag. */
  texts: z.record(languageTag, ownTexts).default({}),
  /** Raised by the server when the consent text changes, so that visitors are asked again; 0 without a consent text. */
  consentVersion: z.int().min(0).default(0),
  preChat: z.array(preChatField).max(10, "Ask at most 10 questions.").default([]),
  proactive: z.array(proactiveMessage).max(10, "Keep at most 10 messages.").default([]),
  features: widgetFeatures.prefault({}),
  /** Hosts whose images in Markdown are loaded; others are links. */
  imageHosts: z
    .array(
      z
        .string()
        .toLowerCase()
        .regex(/^[a-z\d.-]+$/, "Write a host such as cdn.example.com."),
    )
    .max(50)
    .default([]),
});
export type WidgetSettings = z.infer<typeof widgetSettings>;
export type PreChatField = z.infer<typeof preChatField>;
export type WidgetFeatures = WidgetSettings["features"];

function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text)[0] === text;
  } catch {
    return false;
  }
}
