import { createUIMessageStream, createUIMessageStreamResponse, type UIMessage, type UIMessageChunk } from "ai";
import type { Received } from "@/server/conversations/receive-message";
import { logFailure } from "@/server/http/log-failure";
import { newId } from "@/server/ids";
import { runChatTurn } from "@/server/turn/run-chat-turn";
import type { TurnResult } from "@/server/turn/run-turn";

/** How a streamed answer ended. `text` is what stands when it is not what was streamed. */
export interface TurnEnd {
  turnId: string | null;
  outcome: "saved" | "overtaken" | "person" | "duplicate";
  text?: string;
}

/** The chat endpoint's messages in the AI SDK's protocol: text, what the bot is doing, and how the turn ended. */
export type ChatMessage = UIMessage<unknown, { working: { action: string }; end: TurnEnd }>;

/** Keeps the process until work that outlives its request is done; given at once, while it goes on. */
export type Later = (work: Promise<void>) => void;

/** Lines that keep the connection open while nothing is said. */
const KEEP_ALIVE_MS = 15_000;

/**
 * Streams the answer to a message that `receiveMessage` stored for the chat endpoint. The turn goes on to its end
 * whether or not anybody still listens.
 */
export function streamAnswer(received: Received, later: Later, headers: Record<string, string> = {}): Response {
  const done = Promise.withResolvers<void>();
  const stream = createUIMessageStream<ChatMessage>({
    async execute({ writer }) {
      try {
        await answer(received, (chunk) => writer.write(chunk));
      } finally {
        done.resolve();
      }
    },
    onError: (error) => {
      logFailure(received.turnId ?? received.messageId, "the chat turn ended early, the watchdog finishes it", error);
      return "The answer is taking longer than usual. It will appear here in a moment.";
    },
  });
  later(done.promise);
  // A proxy or compressor that gathers what it passes on would hold words back.
  const unchanged = { "cache-control": "no-cache, no-transform", ...headers };
  return createUIMessageStreamResponse({ stream, headers: unchanged, keepAliveMs: KEEP_ALIVE_MS });
}

type Write = (chunk: UIMessageChunk<unknown, { working: { action: string }; end: TurnEnd }>) => void;

async function answer(received: Received, write: Write): Promise<void> {
  const { turnId, duplicate } = received;
  if (turnId === null) {
    write({ type: "data-end", data: { turnId, outcome: duplicate ? "duplicate" : "person" }, transient: true });
    return;
  }
  const replyId = newId("message");
  const text = new TextParts(write);
  write({ type: "start", messageId: replyId });
  const { saved, result } = await runChatTurn(turnId, replyId, {
    text: (delta) => text.add(delta),
    nextText: () => text.close(),
    working: (action) => write({ type: "data-working", data: { action }, transient: true }),
  });
  text.close();
  write({
    type: "data-end",
    data: { turnId, ...(saved ? savedEnd(result) : { outcome: "overtaken" }) },
    transient: true,
  });
  write({ type: "finish" });
}

/** A failed turn's text is its fallback text, which was not streamed. */
function savedEnd({ failure, text }: TurnResult): Omit<TurnEnd, "turnId"> {
  return { outcome: "saved", ...(failure !== null && { text }) };
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
