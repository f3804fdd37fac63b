import { z } from "zod";
import type { ReceivingChannel, VisitorFields } from "@/server/conversations/receive-message";
import { limitEntries } from "@/server/http/body/limit-entries";
import { storableText } from "@/server/text/storable-text";
import { DomainError } from "@/server/errors";
import { tappedChoice, type TappedChoice } from "@/server/messages/interactive";
import { readFileHandle } from "./requests/file-handle";
import { openChatTurn, type OpenedTurn } from "@/server/turn/chat/open-chat-turn";

/** CONTRACTS §7. */
const MAX_MESSAGE_CHARACTERS = 4000;
const MOST_PARTS = 20;
const MOST_FILES = 10;

/**
 * An id that a browser generates. Colons are not allowed, because chat ids and message ids are joined with one.
 */
export const browserId = z.string().regex(/^[\w.-]{1,200}$/);

const textPart = z.object({ type: z.literal("text"), text: z.string() });
/** A tap on an option; the text part is the option's label. */
const choicePart = z.object({ type: z.literal("data-choice"), data: tappedChoice });
/** A file that was uploaded before; `file` is its handle. */
const uploadPart = z.object({ type: z.literal("data-upload"), data: z.object({ file: z.string().max(2000) }) });
/** A file that cannot be read must not be lost silently. */
const otherPart = z.object({ type: z.string().refine((type) => type !== "data-upload") });
const uiMessage = z.object({
  id: browserId,
  role: z.literal("user"),
  parts: limitEntries(
    z.array(z.union([textPart, choicePart, uploadPart, otherPart])),
    MOST_PARTS,
    "A message has at most 20 parts.",
  ),
});

/** Whether the page has shown Welcome (see `shownWelcome`), so that the first message answers it. */
const welcomed = z.boolean().default(false);

/**
 * One `message`, or the `messages` that `useChat` sends, of which only the last is used: the server has the history.
 */
const chatBody = z.union([
  z.object({ message: uiMessage, welcomed }),
  z.object({ messages: z.array(z.unknown()).min(1), welcomed }).transform((body, issues) => {
    const last = uiMessage.safeParse(body.messages.at(-1));
    if (last.success) return { message: last.data, welcomed: body.welcomed };
    issues.addIssue({ code: "custom", path: ["messages"], message: "The last message must be the user's." });
    return z.NEVER;
  }),
]);

export interface ChatInput {
  id: string;
  text: string;
  tapped: TappedChoice | undefined;
  /** The handles of files that were uploaded before, each once. */
  files: string[];
  /** The page has shown Welcome. */
  welcomed: boolean;
}

/** @throws DomainError invalid, with the body's fault. */
export function parseChatBody(body: unknown): ChatInput {
  const parsed = chatBody.safeParse(body);
  if (!parsed.success) {
    throw new DomainError(
      "invalid",
      'Send {"message":{"id","role":"user","parts":[{"type":"text","text"}]}}; the id has up to 200 letters, digits, ".", "-" and "_".',
    );
  }
  const { id, parts } = parsed.data.message;
  const text = parts.flatMap((part) => ("text" in part ? [part.text] : [])).join("\n");
  const files = [...new Set(parts.flatMap((part) => ("data" in part && "file" in part.data ? [part.data.file] : [])))];
  if (files.length > MOST_FILES) throw new DomainError("invalid", `A message has at most ${MOST_FILES} files.`);
  if (text.trim() === "" && files.length === 0)
    throw new DomainError("invalid", "The message is empty. Write something first.");
  if (text.length > MAX_MESSAGE_CHARACTERS) {
    throw new DomainError(
      "invalid",
      `A message has at most ${MAX_MESSAGE_CHARACTERS} characters; this one has ${text.length}.`,
    );
  }
  const tapped = parts.flatMap((part) => ("data" in part && !("file" in part.data) ? [part.data] : [])).at(0);
  return { id, text: storableText(text), tapped, files, welcomed: parsed.data.welcomed };
}

/** Stores a message of a chat page or a test chat, and opens the turn that answers it. */
export async function acceptChatMessage(
  channel: ReceivingChannel,
  chatId: string,
  { id, text, tapped, files, fields }: ChatInput & { fields?: VisitorFields | undefined },
): Promise<OpenedTurn> {
  const fileIds = files.map((handle) => readFileHandle(handle, { channelId: channel.id, chatId }));
  return openChatTurn(channel, {
    externalId: `${chatId}:${id}`,
    chatId,
    sender: "customer",
    text,
    tapped,
    fileIds,
    fields,
  });
}
