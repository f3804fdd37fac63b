import { z } from "zod";
import { conversationLink } from "@/server/conversations/conversation-link";
import type { IncomingMessage } from "@/server/conversations/receive-message";
import { faultsOf, InvalidMessage, type Fault } from "./incoming-faults";

/** The longest text that is taken, in UTF-16 units. */
export const MAX_TEXT = 100_000;
const MAX_NAME = 500;
const MAX_URL = 2000;
const MAX_PLACEHOLDERS = 200;
const MAX_PLACEHOLDER_NAME = 100;
const MAX_PLACEHOLDER_VALUE = 10_000;

/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
const text = z.string().refine((value) => !value.includes("\0") && value.isWellFormed(), {
  error: "The text holds a NUL character or half of a surrogate pair.",
});
const name = text.min(1).max(MAX_NAME);
const optionalName = text.max(MAX_NAME).nullish();

const incomingBody = z.object({
  api_version: z.literal(1),
  message_id: name,
  chat_id: name,
  text: text.min(1).max(MAX_TEXT).nullish(),
  attachments: z.array(z.unknown()).nullish(),
  message_sender: z.enum(["customer", "employee"]),
  source: name,
  link: conversationLink
    .extend({
      hint: text.max(MAX_NAME).nullish(),
      // It becomes a link on a page that operators see, so no scheme that runs code may pass.
      url: text.max(MAX_URL).refine((url) => URL.canParse(url) && isLinkScheme(new URL(url).protocol), {
        error: "Input should be an address that starts with http, https, tel, mailto, sms or tg",
      }),
    })
    .nullish(),
  placeholders: z
    .record(z.string(), text.max(MAX_PLACEHOLDER_VALUE))
    .refine((all) => Object.keys(all).length <= MAX_PLACEHOLDERS, { error: `At most ${MAX_PLACEHOLDERS} placeholders` })
    .refine((all) => Object.keys(all).every((key) => text.max(MAX_PLACEHOLDER_NAME).safeParse(key).success), {
      error: `A placeholder's name has at most ${MAX_PLACEHOLDER_NAME} characters, none of them NUL`,
    })
    .nullish(),
  client_name: optionalName,
  client_phone: optionalName,
});

/**
 * Reads the body of an incoming message (CONTRACTS §1). Fields that it does not know are ignored.
 * @throws InvalidMessage with every fault at once.
 */
export function parseIncoming(body: unknown): IncomingMessage {
  const parsed = incomingBody.safeParse(body);
  const faults = [...(parsed.success ? [] : faultsOf(parsed.error.issues, body)), ...contentFaults(body)];
  if (!parsed.success || faults.length > 0) throw new InvalidMessage(faults);
  const { data } = parsed;
  return {
    externalId: data.message_id,
    chatId: data.chat_id,
    sender: data.message_sender,
    text: data.text ?? "",
    source: data.source,
    link: data.link ?? undefined,
    placeholders: data.placeholders ?? undefined,
    clientName: data.client_name ?? undefined,
    clientPhone: data.client_phone ?? undefined,
  };
}

/** A message needs a text unless it has attachments, which are not accepted yet. */
function contentFaults(body: unknown): Fault[] {
  const content = z.object({ text: z.unknown().optional(), attachments: z.unknown().optional() }).safeParse(body);
  if (!content.success) return [];
  const { text, attachments } = content.data;
  if (Array.isArray(attachments) && attachments.length > 0) {
    const msg = "Attachments are not accepted yet. Send the message as text.";
    return [{ loc: ["body", "attachments"], msg, type: "attachments_not_supported" }];
  }
  const missing = text === undefined || text === null;
  return missing ? [{ loc: ["body", "text"], msg: "Field required", type: "missing" }] : [];
}

function isLinkScheme(protocol: string): boolean {
  return ["http:", "https:", "tel:", "mailto:", "sms:", "tg:"].includes(protocol);
}
