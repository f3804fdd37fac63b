import { z } from "zod";
import { nameText } from "@/server/input-types";
import { secretChange } from "@/server/channels/secret-change";
import { unknownPlaceholders } from "@/server/schemas/widget/placeholders";
import { textKeys } from "@/server/schemas/widget/text-keys";
import {
  languageTag,
  ownTexts,
  preChatField,
  proactiveMessage,
  widgetAppearance,
  widgetFeatures,
  widgetLanguage,
  widgetSettings,
} from "@/server/schemas/widget/widget-settings";

/** Excludes characters of a URL's host that end a header's value or a policy's directive, such as a comma. */
const ORIGIN = /^[a-z][a-z\d+.-]*:\/\/[a-z\d.:[\]-]+$/;

const origin = z.string().refine((text) => ORIGIN.test(text) && URL.canParse(text) && new URL(text).origin === text, {
  error: "Write an origin such as https://www.example.com, without a path.",
});

const MAX_LANGUAGES = 30;
/** The longest own text of the keys that have less room than others. */
const MAX_LENGTHS: Record<string, number> = { title: 80, greeting: 1000, launcher: 40 };

const texts = z.record(languageTag, ownTexts).superRefine((languages, check) => {
  if (Object.keys(languages).length > MAX_LANGUAGES) {
    check.addIssue({ code: "custom", message: `Keep at most ${MAX_LANGUAGES} languages.` });
  }
  for (const [language, own] of Object.entries(languages)) {
    for (const key of textKeys) {
      const message = faultOf(key, own[key] ?? "");
      if (message !== null) check.addIssue({ code: "custom", path: [language, key], message });
    }
  }
});

function faultOf(key: (typeof textKeys)[number], text: string): string | null {
  const most = MAX_LENGTHS[key];
  if (most !== undefined && text.length > most) return `Write at most ${most} characters.`;
  const [unknown] = unknownPlaceholders(key, text);
  return unknown === undefined ? null : `Nothing is filled in for ${unknown} here. Visitors would read it as it is.`;
}

const preChat = z
  .array(
    preChatField
      .refine(({ type, options }) => type !== "choice" || options.length > 0, {
        path: ["options"],
        error: "Give at least one option to choose from.",
      })
      .refine(({ key, type }) => key !== "email" || type === "email", {
        path: ["key"],
        error: "This variable goes to the customer’s contact and takes an e-mail address only. Choose another name.",
      })
      .refine(({ key, type }) => key !== "phone" || type === "phone", {
        path: ["key"],
        error: "This variable goes to the customer’s contact and takes a phone number only. Choose another name.",
      }),
  )
  .max(10, "Ask at most 10 questions.")
  .superRefine((fields, check) => {
    for (const index of repeated(fields.map(({ key }) => key))) {
      check.addIssue({ code: "custom", path: [index, "key"], message: "Another question has this name already." });
    }
  });

const proactive = z
  .array(proactiveMessage)
  .max(10, "Keep at most 10 messages.")
  .superRefine((messages, check) => {
    for (const index of repeated(messages.map(({ id }) => id))) {
      check.addIssue({ code: "custom", path: [index, "id"], message: "Another message has this id already." });
    }
  });

/** The positions of values that occur earlier in the list. */
function repeated(values: string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

/** The changes of a form to the widget, a section at a time. The avatar has verbs of its own. */
const widgetChanges = z.object({
  appearance: widgetAppearance.omit({ avatarFileId: true }).optional(),
  language: widgetLanguage.optional(),
  texts: texts.optional(),
  preChat: preChat.optional(),
  proactive: proactive.optional(),
  features: widgetFeatures.optional(),
  imageHosts: widgetSettings.shape.imageHosts.unwrap().optional(),
});

export const webChanges = z.object({
  title: nameText("Give the chat a title.", 80).optional(),
  greeting: z.string().max(1000).optional(),
  allowedOrigins: z.array(origin).max(50).optional(),
  identitySecret: secretChange.nullable().optional(),
  widget: widgetChanges.optional(),
});
export type WebChanges = z.infer<typeof webChanges>;
