import { isObject } from "@/server/actions/import/loose-json";
import { clip, excerpt } from "@/server/text/excerpt";
import type { WebhookButton } from "@/server/schemas/scenario/webhook-answer";

/** The longest values that Parley keeps (server/schemas/scenario/response.ts). */
const MAX_VALUE = 1000;
const MAX_URL = 2000;
const MAX_PHONE = 40;

/** The names of ChatBot.com's types of buttons in its two builders, by what Parley makes of them. */
const KINDS = new Map<string, WebhookButton["type"]>([
  ["postback", "postback"],
  ["message", "postback"],
  ["text", "postback"],
  ["goto", "goto"],
  ["block", "goto"],
  ["url", "url"],
  ["web_url", "url"],
  ["webview", "url"],
  ["phone", "phone"],
  ["phone_number", "phone"],
  ["call", "phone"],
]);

/** How many buttons there may be, and the longest title that is shown whole. */
interface ButtonLimits {
  most: number;
  title: number;
}

/**
 * Reads the buttons of a response. Buttons of unknown types are left out; long titles are cut.
 * @param note Called with why a button is left out.
 * @returns null if the buttons break a limit as a whole.
 */
export function readButtons(
  value: unknown,
  limits: ButtonLimits,
  note: (text: string) => void,
): WebhookButton[] | null {
  if (!Array.isArray(value) || value.length > limits.most) {
    note(`it was left out, because its "buttons" must be a list of at most ${limits.most}.`);
    return null;
  }
  return value.flatMap((button: unknown, index) => {
    const read = readButton(button, limits.title);
    if (typeof read !== "string") return read;
    note(`button ${index + 1} was left out, because ${read}.`);
    return [];
  });
}

/** Returns why the button cannot be shown, as a text. */
function readButton(button: unknown, longest: number): WebhookButton | string {
  if (!isObject(button)) return "it is not an object";
  const type = typeof button["type"] === "string" ? button["type"] : "postback";
  const kind = KINDS.get(type);
  if (!kind) return `Parley knows no buttons of the type ${JSON.stringify(clip(type, 40))}`;
  const given = textOf(button["title"] ?? button["label"]).trim();
  if (given === "") return "it has no title";
  const title = excerpt(given, longest);
  const value = textOf(button["value"] ?? button["url"] ?? button["target"]).trim();
  switch (kind) {
    case "postback":
      return value.length > MAX_VALUE ? "its value is too long" : { type: kind, title, value: value || given };
    case "goto":
      return value === "" || value.length > 200
        ? "its value names no interaction"
        : { type: kind, title, target: value };
    case "url":
      return isWebAddress(value) ? { type: kind, title, value } : "its value is not a web address";
    case "phone":
      return value === "" || value.length > MAX_PHONE
        ? "its value is not a phone number"
        : { type: kind, title, value };
  }
}

function textOf(value: unknown): string {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value : "";
}

function isWebAddress(text: string): boolean {
  return text.length <= MAX_URL && /^https?:\/\//i.test(text) && URL.canParse(text);
}
