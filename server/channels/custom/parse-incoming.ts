import { z } from "zod";
import { conversationLink } from "@/server/schemas/conversation-link";
import type { IncomingMessage } from "@/server/conversations/receive-message";
import { DomainError } from "@/server/errors";
import { fileSize } from "@/server/files/file-size";
import { MAX_FILE_BYTES } from "@/server/files/store-file";
import { faultsOf, InvalidMessage, type Fault } from "./incoming-faults";
import { attachment, MAX_ATTACHMENTS, readAttachments, type AttachmentFault } from "./read-attachments";
import { MAX_BODY_BYTES } from "./read-body";
import { storedString } from "./stored-string";

/** The maximum length of a text, in UTF-16 units. */
export const MAX_TEXT = 100_000;
const MAX_NAME = 500;
const MAX_URL = 2000;
const MAX_PLACEHOLDERS = 200;
const MAX_PLACEHOLDER_NAME = 100;
const MAX_PLACEHOLDER_VALUE = 10_000;

const ABOUT_ATTACHMENTS =
  `Files of at most ${fileSize(MAX_FILE_BYTES)} each, ${MAX_ATTACHMENTS} in a message, and ${fileSize(MAX_BODY_BYTES)} for the whole body. ` +
  "Images: PNG, JPEG, GIF. Audio: OGG, MP3, WAV, WebM, MP4, M4A.";

const name = storedString.min(1).max(MAX_NAME);
const optionalName = storedString.max(MAX_NAME).nullish();

/** The body of an incoming message (CONTRACTS §1). The page about the API shows the descriptions. */
export const incomingBody = z.object({
  api_version: z.literal(1).meta({ description: "The version of this API." }),
  message_id: name.meta({
    description:
      "Your own id of the message. The same id again is answered in the same way and changes nothing, so a message may safely be sent twice.",
  }),
  chat_id: name.meta({
    description: "Your own id of the chat. All messages with it are one conversation, and answers come back with it.",
  }),
  text: storedString
    .max(MAX_TEXT)
    .nullish()
    .meta({
      description: `What was written: 1 to ${MAX_TEXT.toLocaleString("en")} characters.`,
      requiredWithout: "attachments",
    }),
  attachments: z
    .array(attachment)
    .max(MAX_ATTACHMENTS, `At most ${MAX_ATTACHMENTS} attachments`)
    .nullish()
    .meta({ description: ABOUT_ATTACHMENTS, requiredWithout: "text" }),
  message_sender: z.enum(["customer", "employee"]).meta({
    description:
      "customer, or employee for what a colleague wrote in your messenger: it is kept, not answered, and pauses the bot.",
  }),
  source: name.meta({ description: "Who or where it is from, as people see it in the list." }),
  link: conversationLink
    .extend({
      hint: storedString.max(MAX_NAME).nullish().meta({ description: "a title or null" }),
      // It becomes a link on a page for operators, so schemes that run code must be refused.
      url: storedString.max(MAX_URL).refine((url) => URL.canParse(url) && isLinkScheme(new URL(url).protocol), {
        error: "Input should be an address that starts with http, https, tel, mailto, sms or tg",
      }),
    })
    .nullish()
    .meta({ description: "A way to the chat in your own system." }),
  placeholders: z
    .record(z.string(), storedString.max(MAX_PLACEHOLDER_VALUE))
    .refine((all) => Object.keys(all).length <= MAX_PLACEHOLDERS, { error: `At most ${MAX_PLACEHOLDERS} placeholders` })
    .refine((all) => Object.keys(all).every((key) => storedString.max(MAX_PLACEHOLDER_NAME).safeParse(key).success), {
      error: `A placeholder's name has at most ${MAX_PLACEHOLDER_NAME} characters, none of them NUL`,
    })
    .nullish()
    .meta({ description: "Texts by name, which fill {name} in the bot's instruction in this conversation." }),
  client_name: optionalName.meta({ description: "The customer's name." }),
  client_phone: optionalName.meta({ description: "The customer's phone number." }),
});

/**
 * Parses the body of an incoming message (CONTRACTS §1). Unknown fields are ignored.
 * @throws InvalidMessage with every fault; DomainError `payload_too_large` or `unsupported_type` if the only faults are
 * the sizes or types of attachments.
 */
export async function parseIncoming(body: unknown): Promise<IncomingMessage> {
  const parsed = incomingBody.safeParse(body);
  const { files, faults } = await readAttachments(valueOf(body, "attachments"));
  const others = [...(parsed.success ? [] : faultsOf(parsed.error.issues, body)), ...textFaults(body)];
  if (!parsed.success || others.length + faults.length > 0) throw refusalOf(others, faults);
  const { data } = parsed;
  return {
    externalId: data.message_id,
    chatId: data.chat_id,
    sender: data.message_sender,
    text: data.text ?? "",
    files,
    source: data.source,
    link: data.link ?? undefined,
    placeholders: data.placeholders ?? undefined,
    clientName: data.client_name ?? undefined,
    clientPhone: data.client_phone ?? undefined,
  };
}

/** 413 and 415 have a text instead of a list of faults, so they are used only if there are no other faults. */
function refusalOf(others: Fault[], faults: AttachmentFault[]): DomainError {
  const worst = ["invalid", "payload_too_large", "unsupported_type"] as const;
  const refusal = others.length > 0 ? "invalid" : worst.find((code) => faults.some((fault) => fault.refusal === code));
  if (refusal === undefined || refusal === "invalid") {
    const all = [...others, ...faults.map(({ loc, msg, type }) => ({ loc, msg, type }))];
    return new InvalidMessage(all.toSorted((a, b) => fieldOf(a) - fieldOf(b)));
  }
  return new DomainError(refusal, faults.map(({ msg }) => msg).join(" "));
}

function fieldOf({ loc: [, field] }: Fault): number {
  return Object.keys(incomingBody.shape).indexOf(String(field));
}

/** A message needs a text unless it has attachments. */
function textFaults(body: unknown): Fault[] {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return [];
  const [text, attachments] = [valueOf(body, "text"), valueOf(body, "attachments")];
  if (Array.isArray(attachments) && attachments.length > 0) return [];
  const loc = ["body", "text"];
  if (text === "") return [{ loc, msg: "String should have at least 1 character", type: "string_too_short" }];
  return text === undefined || text === null ? [{ loc, msg: "Field required", type: "missing" }] : [];
}

function valueOf(body: unknown, key: string): unknown {
  return typeof body === "object" && body !== null && Object.hasOwn(body, key) ? Reflect.get(body, key) : undefined;
}

function isLinkScheme(protocol: string): boolean {
  return ["http:", "https:", "tel:", "mailto:", "sms:", "tg:"].includes(protocol);
}
