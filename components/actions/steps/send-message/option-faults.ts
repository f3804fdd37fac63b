import type { ButtonTemplate, InteractiveTemplate } from "@/server/schemas/steps/interactive-template";
import { interactive } from "@/server/messages/interactive";
import type { Fault } from "../../faults/fault";
import { type OptionRows, type OptionsKind, toInteractive } from "./option-rows";

/**
 * Finds options that break the limits of messages. A text with variables is checked when the step runs, because its
 * final value is unknown; the step's schema reports an empty text.
 */
export function optionFaults(kind: OptionsKind, rows: OptionRows): Fault[] {
  const typed = toInteractive(kind, rows);
  if (!typed) return [];
  const issues = interactive.safeParse(withoutOpenTexts(typed)).error?.issues ?? [];
  return issues
    .map(({ path, message }) => ({ path: ["content", "interactive", ...path].map(String).join("."), message }))
    .filter(({ path }) => FIELD.test(path));
}

/** Only fields: the step's schema reports the faults of whole lists. */
const FIELD = /\.(?:label|value|title|subtitle|image_url)$/;

function withoutOpenTexts({ quick_replies, buttons, cards }: InteractiveTemplate) {
  return {
    ...(quick_replies && {
      quick_replies: quick_replies.map(({ label, value }) => ({
        label: judged(label, "x"),
        value: value && judged(value, "x"),
      })),
    }),
    ...(buttons && { buttons: buttons.map(judgedButton) }),
    ...(cards && {
      cards: cards.map(({ title, subtitle, image_url, buttons }) => ({
        title: judged(title, "x"),
        subtitle: subtitle && judged(subtitle, "x"),
        image_url: image_url && judged(image_url, VALID.url),
        buttons: buttons.map(judgedButton),
      })),
    }),
  };
}

const VALID = { reply: "x", url: "https://parley.example", phone: "+4930123456" };

function judgedButton({ type, label, value }: ButtonTemplate) {
  return { type, label: judged(label, "x"), value: judged(value ?? "", VALID[type]) };
}

function judged(text: string, valid: string): string {
  return text.trim() === "" || text.includes("{{") ? valid : text;
}
