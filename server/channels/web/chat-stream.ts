import { UI_MESSAGE_STREAM_HEADERS, type UIMessage, type UIMessageChunk } from "ai";
import type { VisibleMessage } from "@/server/conversations/list-messages";
import { type MarkdownRange, markdownRange } from "@/server/conversations/text-parts";
import type { MessageFile } from "@/server/files/message-file";
import { eventStream } from "@/server/http/streams/event-stream";
import type { Later } from "@/server/later";
import type { Interactive, TappedChoice } from "@/server/messages/interactive";
import { logFailure } from "@/server/log/log-failure";
import { newId } from "@/server/ids";
import type { OpenedTurn } from "@/server/turn/chat/open-chat-turn";
import { runChatTurn, type ChatTurnEnd } from "@/server/turn/chat/run-chat-turn";
import type { SavedReply } from "@/server/turn/replies/save-replies";
import { followSaid } from "./follow-said";

/**
 * How a streamed answer ended. `text` is the final text if it differs from the streamed text; null: no text is left.
 * `markdown` is the part of it that is Markdown, if one is. `more` are the messages that follow it, where the answer is
 * sent as several.
 */
export interface TurnEnd {
  turnId: string | null;
  outcome: "saved" | "overtaken" | "person" | "duplicate";
  text?: string | null;
  markdown?: MarkdownRange;
  more?: VisibleMessage[];
}

/**
 * The chat endpoint's messages in the AI SDK's protocol: text, a file, what the bot is doing, what its actions said
 * meanwhile (stored messages, in front of the answer), and how the turn ended.
 */
export type ChatMessage = UIMessage<unknown, ChatData>;
type ChatData = {
  working: { action: string };
  /** The bot waits for more messages before it answers; 0: no longer. */
  waiting: { seconds: number };
  said: VisibleMessage[];
  end: TurnEnd;
  file: MessageFile;
  /** The quick replies, buttons or cards of the answer, once it is saved. */
  interactive: Interactive;
  /** In a visitor's message: the tapped option's message and value. The text part is the option's label. */
  choice: TappedChoice;
  /** Plain text. The assistant's text parts are Markdown. */
  plain: string;
};

/**
 * Streams the answer to a message that came to the chat endpoint, from when it is stored. The turn goes on to its end
 * whether or not anybody still listens.
 */
export async function streamAnswer(opened: OpenedTurn, later: Later): Promise<Response> {
  const done = Promise.withResolvers<void>();
  later(done.promise);
  // Written directly, since the AI SDK's own writer passes each chunk through four streams.
  const response = eventStream(async ({ send }) => {
    const write: Write = (chunk) => send({ data: JSON.stringify(chunk) });
    try {
      await answer(opened, write);
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

type Write = (chunk: UIMessageChunk<unknown, ChatData>) => void;

async function answer(opened: OpenedTurn, write: Write): Promise<void> {
  const { turnId } = opened;
  if (turnId === null) {
    write({ type: "data-end", data: { turnId, outcome: outcomeWithoutTurn(opened) }, transient: true });
    return;
  }
  const replyId = newId("message");
  const text = new TextParts(write);
  write({ type: "start", messageId: replyId });
  const ended = await runWatched({ ...opened, turnId, replyId }, write, text);
  text.close();
  const [only, ...more] = ended.replies;
  if (only?.interactive && more.length === 0) write({ type: "data-interactive", data: only.interactive });
  write({
    type: "data-end",
    data: { turnId, ...(ended.saved ? savedEnd(turnId, ended) : { outcome: "overtaken" }) },
    transient: true,
  });
  write({ type: "finish" });
}

interface Watched extends OpenedTurn {
  turnId: string;
  replyId: string;
}

/** Steps that say something while the turn goes on, by themselves or by the actions of a bot that they ask. */
const speaking = new Set(["send_message", "sub_bot"]);

/** Runs the turn while its viewer sees what the model says, which action works, and what actions say. */
async function runWatched(watched: Watched, write: Write, text: TextParts): Promise<ChatTurnEnd> {
  let endFollowing: ReturnType<typeof followSaid> | undefined;
  const onSaid = (said: VisibleMessage[]) => write({ type: "data-said", data: said, transient: true });
  try {
    return await runChatTurn(watched, watched.replyId, {
      text: (delta) => text.add(delta),
      nextText: () => text.close(),
      waiting: (seconds) => write({ type: "data-waiting", data: { seconds }, transient: true }),
      working({ name, steps }) {
        write({ type: "data-working", data: { action: name }, transient: true });
        if (steps.some(({ kind }) => speaking.has(kind))) endFollowing ??= followSaid({ ...watched, onSaid });
      },
    });
  } finally {
    await endFollowing?.();
  }
}

/** A phrase that lets the bot go on is no message to answer. */
function outcomeWithoutTurn({ duplicate, handledBy }: OpenedTurn): TurnEnd["outcome"] {
  if (duplicate) return "duplicate";
  return handledBy === "person" ? "person" : "saved";
}

/**
 * A failed turn's text is its fallback text, which was not streamed, and so is what stands around an answer; a silent
 * turn has taken back what was streamed, and one whose model thought aloud a part of it.
 */
function savedEnd(turnId: string, { result, replies }: ChatTurnEnd): Omit<TurnEnd, "turnId"> {
  const [first, ...more] = replies;
  if (!first) return { outcome: "saved", text: null };
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
  const { id, text } = reply;
  const markdown = markdownRange({ ...reply, sender: "ai", turnId });
  const created_at = new Date().toISOString();
  return { id, external_id: null, sender: "ai", text, markdown, ...reply.interactive, files: [], created_at };
}

/** One text part per model call, opened at its first word. */
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
