import { UI_MESSAGE_STREAM_HEADERS, type UIMessageChunk } from "ai";
import type { VisibleMessage } from "@/server/conversations/list-messages";
import { type MarkdownRange, markdownRange } from "@/server/conversations/text-parts";
import { messageFile, type MessageFile } from "@/server/files/message-file";
import { eventStream } from "@/server/http/streams/event-stream";
import { announceEvents } from "@/server/events/publish/announce-events";
import type { Later } from "@/server/later";
import type { Interactive, TappedChoice } from "@/server/messages/interactive";
import { logFailure } from "@/server/log/log-failure";
import { newId } from "@/server/ids";
import type { OpenedTurn } from "@/server/turn/chat/open-chat-turn";
import type { TurnViewer } from "@/server/turn/chat/chat-host";
import { runChatTurn, type ChatTurnEnd } from "@/server/turn/chat/run-chat-turn";
import { isScripted } from "@/server/turn/replies/compose-replies";
import type { SavedReply } from "@/server/turn/replies/save-replies";
import { followMessages } from "./follow-messages";

/**
 * How a streamed answer ended. `text` is the final text if it differs from the streamed text, or null if no text is
 * left. `markdown` is the part of the text that is Markdown, if any. `more` contains the further messages of an answer
 * that was split.
 */
export interface TurnEnd {
  turnId: string | null;
  outcome: "saved" | "overtaken" | "person" | "duplicate";
  text?: string | null;
  markdown?: MarkdownRange;
  more?: VisibleMessage[];
  /** Why the bot could not answer, so that the last message is its fallback text. Only for members, who test the bot. */
  failure?: string;
}

/**
 * The chat endpoint's messages in the AI SDK's protocol: text, files, the bot's current activity, the messages that its
 * actions sent during the turn (stored before the answer), and how the turn ended.
 */
type ChatData = {
  working: { action: string };
  /** How long the bot waits for more messages before it answers; 0 when the wait is over. */
  waiting: { seconds: number };
  said: VisibleMessage[];
  end: TurnEnd;
  file: MessageFile;
  /** The quick replies, buttons or cards of the saved answer. */
  interactive: Interactive;
  /** In a visitor's message: the tapped option's message and value. The text part is the option's label. */
  choice: TappedChoice;
  /** Plain text. The assistant's text parts are Markdown. */
  plain: string;
};

/**
 * Streams the answer to a message of the chat endpoint, after the message is stored. The turn runs to its end even if
 * the client disconnects.
 * @param forMembers Whether the reader may know why an answer failed.
 */
export async function streamAnswer(opened: OpenedTurn, later: Later, forMembers = false): Promise<Response> {
  const done = Promise.withResolvers<void>();
  later(done.promise);
  if (opened.isRecorded) announceEvents(opened.workspaceId, later);
  // Written directly, because the AI SDK's own writer passes each chunk through four streams.
  const response = eventStream(async ({ send }) => {
    const write: Write = (chunk) => send({ data: JSON.stringify(chunk) });
    try {
      await answer(opened, write, { forMembers, later });
    } catch (error) {
      logFailure(opened.turnId ?? opened.messageId, "the chat turn ended early, the watchdog finishes it", error);
      write({ type: "error", errorText: "The answer is taking longer than usual. It will appear here in a moment." });
    } finally {
      done.resolve();
    }
    send({ data: "[DONE]" });
  }, UI_MESSAGE_STREAM_HEADERS);
  await opened.stored;
  return response;
}

/** An event of the stream. */
export type ChatChunk = UIMessageChunk<unknown, ChatData>;
type Write = (chunk: ChatChunk) => void;

interface AnswerOptions {
  forMembers: boolean;
  later: Later;
}

async function answer(opened: OpenedTurn, write: Write, { forMembers, later }: AnswerOptions): Promise<void> {
  const { turnId } = opened;
  if (turnId === null) {
    write({ type: "data-end", data: { turnId, outcome: outcomeWithoutTurn(opened) }, transient: true });
    return;
  }
  const replyId = newId("message");
  const text = new TextParts(write);
  write({ type: "start", messageId: replyId });
  const ended = await runWatched({ ...opened, turnId, replyId, later }, write, text);
  text.close();
  const [only, ...more] = ended.replies;
  if (only?.interactive && more.length === 0 && !isScripted(ended.result))
    write({ type: "data-interactive", data: only.interactive });
  write({
    type: "data-end",
    data: {
      turnId,
      ...(ended.saved ? savedEnd(turnId, ended) : { outcome: "overtaken" }),
      ...(forMembers && ended.saved && ended.result.failure !== null && { failure: ended.result.failure }),
    },
    transient: true,
  });
  write({ type: "finish" });
}

interface Watched extends OpenedTurn {
  turnId: string;
  replyId: string;
  later: Later;
}

/** Kinds of steps that may send messages during the turn, directly or through the bot that they ask. */
const speaking = new Set(["send_message", "sub_bot"]);

/** Runs the turn and streams the model's text, the running action and the messages of actions. */
async function runWatched(watched: Watched, write: Write, text: TextParts): Promise<ChatTurnEnd> {
  let endFollowing: ReturnType<typeof followMessages> | undefined;
  const onMessages = (messages: VisibleMessage[]) => write({ type: "data-said", data: messages, transient: true });
  try {
    const viewer: TurnViewer = {
      text: (delta) => text.add(delta),
      nextText: () => text.close(),
      waiting: (seconds) => write({ type: "data-waiting", data: { seconds }, transient: true }),
      working({ name, steps }) {
        write({ type: "data-working", data: { action: name }, transient: true });
        if (steps.some(({ kind }) => speaking.has(kind))) endFollowing ??= followMessages({ ...watched, onMessages });
      },
    };
    return await runChatTurn(watched, watched.replyId, viewer, { later: watched.later });
  } finally {
    await endFollowing?.();
  }
}

/** The outcome of a message without a turn: it is repeated, is for people, or is a phrase that resumes the bot. */
function outcomeWithoutTurn({ duplicate, handledBy }: OpenedTurn): TurnEnd["outcome"] {
  if (duplicate) return "duplicate";
  return handledBy === "person" ? "person" : "saved";
}

/**
 * The final text can differ from the streamed text: the fallback text of a failed turn and texts added around an answer
 * are not streamed, a silent turn discards what was streamed, and a model's visible thinking is removed.
 */
function savedEnd(turnId: string, { result, replies }: ChatTurnEnd): Omit<TurnEnd, "turnId"> {
  const [first, ...more] = replies;
  if (!first) return { outcome: "saved", text: null };
  // The texts of a scenario are not streamed.
  if (isScripted(result)) return { outcome: "saved", text: null, more: replies.map((reply) => visible(turnId, reply)) };
  const isWhole = result.failure === null && !result.rule && !result.rewritten;
  if (isWhole && more.length === 0 && first.bareText === null) return { outcome: "saved" };
  const { text, markdown } = visible(turnId, first);
  return {
    outcome: "saved",
    text,
    ...(markdown && { markdown }),
    ...(more.length > 0 && { more: more.map((reply) => visible(turnId, reply)) }),
  };
}

function visible(turnId: string, reply: SavedReply): VisibleMessage {
  const { id, text, file } = reply;
  const markdown = markdownRange({ ...reply, sender: "ai", turnId });
  const created_at = new Date().toISOString();
  return {
    id,
    external_id: null,
    sender: "ai",
    text,
    markdown,
    ...reply.interactive,
    files: file ? [messageFile(file)] : [],
    author: null,
    rating: null,
    created_at,
  };
}

/** Writes one text part per model call, opened with its first delta. */
class TextParts {
  private readonly write: Write;
  private count = 0;
  private open = false;

  constructor(write: Write) {
    this.write = write;
  }

  add(delta: string): void {
    if (!this.open) {
      this.open = true;
      this.count += 1;
      this.write({ type: "text-start", id: this.id() });
    }
    this.write({ type: "text-delta", id: this.id(), delta });
  }

  close(): void {
    if (this.open) this.write({ type: "text-end", id: this.id() });
    this.open = false;
  }

  private id(): string {
    return `text-${this.count}`;
  }
}
