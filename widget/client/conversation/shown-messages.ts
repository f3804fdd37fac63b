import type { TurnEnd } from "@/server/channels/web/chat-stream";
import type { ChatMessageOnWire } from "@/server/channels/web/protocol";
import type { VisibleMessage } from "@/server/conversations/list-messages";
import type { TextPart } from "@/server/conversations/text-parts";
import type { Interactive } from "@/server/messages/interactive";
import type { ShownMessage } from "../chat-client.ts";

/** The messages that the server has, and the answer that streams in, which is always the last one. */
export type Log = readonly ShownMessage[];

/** What most messages do not have. */
export const BLANK = { author: null, text: [], files: [], interactive: null, isByModel: false, rating: null };

/** A stored message. Streams of answers leave out what only employees' messages and rated ones have. */
export type StoredMessage = VisibleMessage & Partial<Pick<ChatMessageOnWire, "author" | "rating">>;

/** Converts a stored message. */
export function toShown({ author = null, rating = null, ...message }: StoredMessage): ShownMessage {
  const text = textParts(message);
  return {
    id: shownId(message),
    sender: message.sender,
    author,
    text,
    files: message.files,
    interactive: optionsOf(message),
    at: message.created_at,
    state: "stored",
    isByModel: text.some(({ format }) => format === "markdown"),
    rating,
  };
}

/** The visitor's own messages keep the ids that their browser gave them. */
export function shownId({ id, external_id }: Pick<StoredMessage, "id" | "external_id">): string {
  return external_id ?? id;
}

/** An answer of the bot that begins to stream. */
export function newAnswer(id: string): ShownMessage {
  return { ...BLANK, id, sender: "ai", at: new Date().toISOString(), state: "streaming", isByModel: true };
}

/**
 * Adds stored messages: each after the message that is stored before it, if that one is among `stored`, or else at the
 * end, but before the answer that streams in. Messages that are shown are replaced only if they differ, so that a view
 * keeps their nodes.
 */
export function mergeStored(log: Log, stored: readonly StoredMessage[]): Log {
  const merged = [...log];
  let next = merged.at(-1)?.state === "streaming" ? merged.length - 1 : merged.length;
  for (const message of stored.map(toShown)) {
    const at = merged.findIndex(({ id }) => id === message.id);
    const known = merged[at];
    if (!known) merged.splice(next, 0, message);
    else if (known.state !== "stored" || contentOf(known) !== contentOf(message)) merged[at] = message;
    next = known ? at + 1 : next + 1;
  }
  return merged;
}

/** The answer that streams in, or the part of it that arrived before the stream was cut. */
export function streamingOf(log: Log): ShownMessage | undefined {
  const last = log.at(-1);
  return last?.state === "streaming" ? last : undefined;
}

export function withoutStreaming(log: Log): Log {
  return streamingOf(log) ? log.slice(0, -1) : log;
}

/** Appends text to the answer that streams in; `isNewPart` begins a new paragraph. */
export function appendText(log: Log, text: string, isNewPart: boolean): Log {
  const answer = streamingOf(log);
  if (!answer) return log;
  const before = isNewPart ? answer.text : answer.text.slice(0, -1);
  const part: TextPart = { format: "markdown", text: (isNewPart ? "" : (answer.text.at(-1)?.text ?? "")) + text };
  return [...log.slice(0, -1), { ...answer, text: [...before, part] }];
}

/**
 * Ends the answer that streams in. The final text replaces the streamed one, or removes it if it is null; the options
 * stay. An answer that was sent as several messages is followed by the others.
 * @param answerId The id of the answer, which the server gave when it began.
 */
export function endAnswer(log: Log, { outcome, text, markdown, more = [] }: TurnEnd, answerId: string): Log {
  const answer = streamingOf(log);
  const before = withoutStreaming(log);
  const isGone = outcome !== "saved" || text === null;
  const known = before.some(({ id }) => id === answerId);
  // Without a text of its own, an answer has at least streamed something.
  if (isGone || known || (text === undefined && !answer)) return mergeStored(before, more);
  const ended: ShownMessage = { ...(answer ?? newAnswer(answerId)), state: "stored" };
  if (text !== undefined) {
    ended.text = textParts({ text, markdown: markdown ?? null });
    ended.isByModel = markdown !== undefined;
  }
  return mergeStored([...before, ended], more);
}

/** A message's text as one. */
export function textOf({ text }: Pick<ShownMessage, "text">): string {
  return text.map((part) => part.text).join("\n\n");
}

/** Splits a text into its plain and its Markdown parts (`server/conversations/text-parts.ts`). */
function textParts({ text, markdown }: Pick<StoredMessage, "text" | "markdown">): TextPart[] {
  const { from, to } = markdown ?? { from: text.length, to: text.length };
  const parts: TextPart[] = [
    { format: "plain", text: markdown ? text.slice(0, from).trim() : text },
    { format: "markdown", text: text.slice(from, to).trim() },
    { format: "plain", text: text.slice(to).trim() },
  ];
  return parts.filter((part) => part.text.trim() !== "");
}

function optionsOf({ quick_replies, buttons, cards }: Interactive): Interactive | null {
  return quick_replies || buttons || cards ? { quick_replies, buttons, cards } : null;
}

function contentOf({ text, interactive, files, rating, author }: ShownMessage): string {
  // The addresses of files are signed again each time.
  return JSON.stringify([text, interactive, files.map(({ name }) => name), rating, author]);
}
