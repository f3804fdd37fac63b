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
  "scenarioWebhooks.list": ["*.name", "*.url"],
  "scenarioWebhooks.calls": [],
  "scenarioWebhooks.getCall": [],
  "scenarioWebhooks.replay": [],
  "raffles.entries": [],
  "polls.results": [],
};

/** Its lengths are limited, so that a long word is not searched from each of its letters to its end. */
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255}\.\p{L}{2,63}/gu;
/** An international number; without the +, ids and prices could not be told from it. */
const PHONE = /\+\d(?:[\s().-]{0,2}\d){6,14}/g;
/** Links to write or call. */
const CONTACT_LINK = /\b(?:tel|sms|mailto):[^\s"'<>]+/gi;
/** Fields that hold contact data whatever it looks like; `site_` marks what a website's code says about its visitor. */
const CONTACT_FIELD =
  /^(?:site_)?(?:client|customer|user|contact|visitor)?[_-]?(?:phone|tel|telephone|mobile|e?-?mail)(?:[_-]?(?:number|address))?$/i;
/**
 * Some messengers use the phone number, without the +, as the id of the chat, which may also stand for the customer, and
 * some websites as the id of their user.
 */
const CHAT_FIELD = /^(?:(?:external)?_?chat_?id|user_?id|customer|entrant)$/i;
const NUMBER = /^(?:user-)?\d{7,15}$/;
/** A field and the beginning of its value in JSON, also in JSON inside of JSON. The JSON may be cut off. */
const JSON_FIELD = /(\\{0,3}")([\w-]+)\1(\s{0,9}:\s{0,9})(?:(\\{0,3}")([^"\\]*)|(\d{7,15}))/g;
/** The id of a customer is the id of their chat. */
const CUSTOMER_ID =
  /("customer\\{0,3}"\s{0,9}:\s{0,9}\{\s{0,9}\\{0,3}"id\\{0,3}"\s{0,9}:\s{0,9}\\{0,3}"?)((?:user-)?\d{7,15})/g;
/** A parameter of an address or a form. */
const PARAMETER = /(^|[?&])([\w-]+)=([^&\s"'<>]+)/g;
/** A customer by the channel and the id of the chat. */
const CHAT_OF_CHANNEL = /\b(chn_\w+:)((?:user-)?\d{7,15})\b/g;

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
  const name: unknown = Reflect.get(value, "name");
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => {
      const named = field === "value" && typeof name === "string" ? name : field;
      return [field, hide(inner, inside(path, named), keptInside)];
    }),
  );
}

function inside(path: string, field: string): string {
  return path === "" ? field : `${path}.${field}`;
}

function nameIn(path: string): string {
  if (/(?:^|\.)customer\.id$/.test(path)) return "chatId";
  return path.slice(path.lastIndexOf(".") + 1);
}

function hideNumber(field: string, value: number): unknown {
  const text = String(value);
  const hidden = hideText(field, text);
  return hidden === text ? value : hidden;
}

function hideText(field: string, text: string): string {
  if (text === "") return text;
  const hidden = hideValue(field, text);
  if (hidden !== text) return hidden;
  return hideFields(text)
    .replace(CONTACT_LINK, HIDDEN)
    .replace(EMAIL, HIDDEN)
    .replace(PHONE, HIDDEN)
    .replace(CHAT_OF_CHANNEL, (_all, channel: string, id: string) => channel + lastDigits(id));
}

/** Hides a value because of its field's name. */
function hideValue(field: string, value: string): string {
  if (value === "") return value;
  if (CONTACT_FIELD.test(field.replace(/([a-z])([A-Z])/g, "$1_$2"))) return HIDDEN;
  return CHAT_FIELD.test(field) && NUMBER.test(value) ? lastDigits(value) : value;
}

/** The last digits tell the chats of one list apart. */
function lastDigits(id: string): string {
  return HIDDEN + id.slice(-2);
}

/** Hides the values of fields in a text that contains JSON, an address or a form. */
function hideFields(text: string): string {
  return text
    .replace(CUSTOMER_ID, (_all, before: string, id: string) => before + lastDigits(id))
    .replace(PARAMETER, (_all, before: string, field: string, value: string) => {
      return `${before}${field}=${hideValue(field, value)}`;
    })
    .replace(JSON_FIELD, (all, quote: string, field: string, colon: string, open = "", value = "", number = "") => {
      const hidden = hideValue(field, value || number);
      if (hidden === (value || number)) return all;
      return `${quote}${field}${quote}${colon}${number ? quote + hidden + quote : open + hidden}`;
    });
}
