/** Stands for hidden contact data; a hidden phone number or e-mail address is nothing else. */
export const HIDDEN = "•••";

/** The procedures whose answers contain contact data outside of messages, with the fields that stay as they are. */
const ANSWERS: Record<string, readonly string[]> = {
  "inbox.list": ["lastMessage", "hit", "channel", "bot", "assignee"],
  "inbox.get": ["channel", "bot", "assignee", "viewers"],
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
  return kept ? hide(answer, new Set(kept)) : answer;
}

/** Hides contact data in the texts of an object by the same rules. */
export function hideContactsOf<Texts extends Record<string, string | null>>(texts: Texts): Texts {
  const hidden = Object.entries(texts).map(([field, text]) => [field, text === null ? null : hideText(field, text)]);
  return { ...texts, ...Object.fromEntries(hidden) };
}

function hide(value: unknown, kept: ReadonlySet<string>): unknown {
  if (typeof value === "string") return hideText("", value);
  if (Array.isArray(value)) return value.map((inner) => hide(inner, kept));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [field, kept.has(field) ? inner : hideField(field, inner, kept)]),
  );
}

function hideField(field: string, value: unknown, kept: ReadonlySet<string>): unknown {
  if (typeof value === "string") return hideText(field, value);
  if (typeof value !== "number") return hide(value, kept);
  const text = String(value);
  const hidden = hideText(field, text);
  return hidden === text ? value : hidden;
}

function hideText(field: string, text: string): string {
  if (text === "") return text;
  if (CONTACT_FIELD.test(field.replace(/([a-z])([A-Z])/g, "$1_$2"))) return HIDDEN;
  // The last digits tell the chats of one list apart.
  if (CHAT_FIELD.test(field) && NUMBER.test(text)) return HIDDEN + text.slice(-2);
  return text.replace(EMAIL, HIDDEN).replace(PHONE, HIDDEN);
}
