/** Stands for hidden contact data; a hidden phone number or e-mail address is nothing else. */
export const HIDDEN = "•••";

const ANSWERED_MESSAGE = ["text", "writtenText", "interactive", "meaning", "citations", "files", "feedback", "author"];

/**
 * The procedures whose answers contain contact data outside of what people wrote, with the paths that stay as they are;
 * `*` stands for each item of a list.
 */
const ANSWERS: Record<string, readonly string[]> = {
  "inbox.list": ["lastMessage", "hit", "channel", "bot", "assignee"].map((field) => `rows.*.${field}`),
  "inbox.get": ["channel", "bot", "assignee", "viewers"],
  "inbox.thread": ANSWERED_MESSAGE.map((field) => `entries.*.${field}`),
  "channels.requests": [],
  "channels.request": [],
  "conversations.list": [],
  "conversations.get": ["messages"],
  "conversations.turns": [],
  "conversations.turn": [],
  "conversations.attempts": [],
  "notifications.list": [],
  "deliveries.list": [],
  "deliveries.get": [],
  "actions.runs": [],
  "actions.run": [],
  "scenarioWebhooks.calls": [],
  "scenarioWebhooks.getCall": [],
  "raffles.entries": [],
  "polls.results": [],
};

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;
/** An international number; without the +, ids and prices could not be told from it. */
const PHONE = /\+\d(?:[\s().-]{0,2}\d){6,14}/g;
/** Links to write or call. */
const CONTACT_LINK = /\b(?:tel|sms|mailto):[^\s"'<>]+/gi;
/** Fields that hold contact data whatever it looks like. */
const CONTACT_FIELD =
  /^(?:client|customer|user|contact|visitor)?[_-]?(?:phone|tel|telephone|mobile|e?-?mail)(?:[_-]?(?:number|address))?$/i;
/** Some messengers use the phone number, without the +, as the id of the chat. */
const CHAT_FIELD = /^(?:external)?_?chat_?id$/i;
const NUMBER = /^\d{7,15}$/;

/**
 * Hides customers' phone numbers and e-mail addresses in a procedure's answer, for members who must not see them. What
 * people wrote in messages stays as it is.
 * @param path The procedure, such as `inbox.get`.
 */
export function hideContactsIn(path: string, answer: unknown): unknown {
  const kept = ANSWERS[path];
  return kept ? hide(answer, "", new Set(kept)) : answer;
}

/** Hides contact data in the texts of an object by the same rules. */
export function hideContactsOf<Texts extends Record<string, string | null>>(texts: Texts): Texts {
  const hidden = Object.entries(texts).map(([field, text]) => [field, text === null ? null : hideText(field, text)]);
  return { ...texts, ...Object.fromEntries(hidden) };
}

function hide(value: unknown, path: string, kept: ReadonlySet<string>): unknown {
  if (kept.has(path)) return value;
  if (typeof value === "string") return hideText(nameIn(path), value);
  if (typeof value === "number") return hideNumber(nameIn(path), value);
  if (Array.isArray(value)) return value.map((inner) => hide(inner, inside(path, "*"), kept));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  // The text of an event in a conversation is no message.
  const keptInside = Reflect.get(value, "type") === "event" ? new Set<string>() : kept;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [field, hide(inner, inside(path, field), keptInside)]),
  );
}

function inside(path: string, field: string): string {
  return path === "" ? field : `${path}.${field}`;
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function hideNumber(field: string, value: number): unknown {
  const text = String(value);
  const hidden = hideText(field, text);
  return hidden === text ? value : hidden;
}

function hideText(field: string, text: string): string {
  if (text === "") return text;
  if (CONTACT_FIELD.test(field.replace(/([a-z])([A-Z])/g, "$1_$2"))) return HIDDEN;
  // The last digits tell the chats of one list apart.
  if (CHAT_FIELD.test(field) && NUMBER.test(text)) return HIDDEN + text.slice(-2);
  return text.replace(CONTACT_LINK, HIDDEN).replace(EMAIL, HIDDEN).replace(PHONE, HIDDEN);
}
