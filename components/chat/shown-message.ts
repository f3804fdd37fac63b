import { z } from "zod";
import type { VisibleMessage } from "@/server/conversations/list-messages";
import { type MarkdownRange, type TextPart, textParts } from "@/server/conversations/text-parts";
import type { MessageFile } from "@/server/files/message-file";
import type { Interactive } from "@/server/messages/interactive";
import type { ChatMessage, TurnEnd } from "@/server/channels/web/chat-stream";

/** A message in the browser. */
export type ShownMessage = ChatMessage;

const shownMetadata = z.object({ sender: z.enum(["customer", "ai", "employee"]), at: z.string() });

/** A stored message's id in the browser. A visitor's own messages keep the ids that their browser gave them. */
export function browserIdOf({ id, external_id }: VisibleMessage): string {
  return external_id ?? id;
}

/** Converts a stored message for `useChat`. */
function toShown(message: VisibleMessage): ShownMessage {
  const { sender, created_at: at } = message;
  return {
    id: browserIdOf(message),
    role: sender === "customer" ? "user" : "assistant",
    metadata: { sender, at } satisfies z.infer<typeof shownMetadata>,
    parts: [
      ...partsOf(message),
      ...optionParts(message),
      ...message.files.map((file) => ({ type: "data-file" as const, data: file })),
    ],
  };
}

type Part = ShownMessage["parts"][number];

/** A visitor's text is a `text` part, as the protocol sends it. For other senders a `text` part is Markdown. */
function partsOf({ sender, ...message }: Pick<VisibleMessage, "sender" | "text" | "markdown">): Part[] {
  return textParts(message).map(({ format, text }) =>
    format === "markdown" || sender === "customer" ? { type: "text", text } : { type: "data-plain", data: text },
  );
}

function optionParts({ quick_replies, buttons, cards }: Interactive): Part[] {
  if (!quick_replies && !buttons && !cards) return [];
  return [{ type: "data-interactive", data: { quick_replies, buttons, cards } }];
}

/**
 * Adds the stored messages that are not shown yet: each after the message that is stored before it, if that one is
 * among `stored`, or else at the end.
 */
export function mergeMessages(shown: ShownMessage[], stored: VisibleMessage[]): ShownMessage[] {
  const merged = [...shown];
  let next = merged.length;
  for (const message of stored.map(toShown)) {
    const at = merged.findIndex(({ id }) => id === message.id);
    if (at === -1) merged.splice(next, 0, message);
    next = at === -1 ? next + 1 : at + 1;
  }
  return merged.length === shown.length ? shown : merged;
}

/**
 * Inserts messages that were sent during an answer: after the question and earlier such messages, before the answer.
 */
export function insertBeforeAnswer(shown: ShownMessage[], askedId: string, messages: VisibleMessage[]): ShownMessage[] {
  const known = new Set(shown.map((message) => message.id));
  const fresh = messages.map(toShown).filter((message) => !known.has(message.id));
  const asked = shown.findIndex((message) => message.id === askedId);
  if (asked === -1 || fresh.length === 0) return shown;
  const end = shown.findIndex((message, i) => i > asked && (message.role === "user" || isStreamed(message)));
  return shown.toSpliced(end === -1 ? shown.length : end, 0, ...fresh);
}

/** The same for the question that is being answered now. */
export function insertBeforeNewestAnswer(shown: ShownMessage[], messages: VisibleMessage[]): ShownMessage[] {
  const asked = shown.findLast(({ role }) => role === "user");
  return asked ? insertBeforeAnswer(shown, asked.id, messages) : shown;
}

/** Whether the message came from the stream rather than from storage. */
export function isStreamed(message: ShownMessage): boolean {
  return message.role === "assistant" && message.metadata === undefined;
}

/** The sender of a message. A message that is being streamed is the bot's. */
export function senderOf(message: ShownMessage): VisibleMessage["sender"] {
  if (message.role === "user") return "customer";
  return shownMetadata.safeParse(message.metadata).data?.sender ?? "ai";
}

/** The parts of a message's text, each in its format. */
export function textPartsOf({ role, parts }: Pick<ShownMessage, "role" | "parts">): TextPart[] {
  return parts.flatMap((part): TextPart[] => {
    if (part.type === "data-plain") return [{ format: "plain", text: part.data }];
    if (part.type !== "text" || part.text === "") return [];
    return [{ format: role === "user" ? "plain" : "markdown", text: part.text }];
  });
}

/** A message as plain text, with its parts as paragraphs. */
export function textOf(message: Pick<ShownMessage, "role" | "parts">): string {
  return textPartsOf(message)
    .map(({ text }) => text)
    .join("\n\n");
}

/** The files of a message. */
export function filesOf(message: ShownMessage): MessageFile[] {
  return message.parts.flatMap((part) => (part.type === "data-file" ? [part.data] : []));
}

/** The quick replies, buttons or cards of a message. */
export function interactiveOf(message: ShownMessage): Interactive | null {
  return message.parts.findLast((part) => part.type === "data-interactive")?.data ?? null;
}

/**
 * Whether the bot's model wrote the message. A model can be talked into naming any image address, so browsers load no
 * images for such a message.
 */
export function isWrittenByModel(message: ShownMessage): boolean {
  return isStreamed(message) || (message.role === "assistant" && message.parts.some(({ type }) => type === "text"));
}

/** Replaces the streamed text with the final one and keeps the options; `null` removes the message. */
export function correctLast(
  shown: ShownMessage[],
  text: string | null,
  markdown: MarkdownRange | null = null,
): ShownMessage[] {
  const last = shown.at(-1);
  const streamed = last !== undefined && isStreamed(last);
  const before = streamed ? shown.slice(0, -1) : shown;
  if (text === null) return before;
  const id = streamed ? last.id : crypto.randomUUID();
  const options = streamed ? last.parts.filter(({ type }) => type === "data-interactive") : [];
  return [...before, { id, role: "assistant", parts: [...partsOf({ sender: "ai", text, markdown }), ...options] }];
}

/** The same for an answer that is sent as several messages. */
export function correctAnswer(shown: ShownMessage[], { text, markdown, more = [] }: TurnEnd): ShownMessage[] {
  return text === undefined ? shown : mergeMessages(correctLast(shown, text, markdown), more);
}
