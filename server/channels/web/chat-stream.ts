import { createUIMessageStream, type UIMessage, type UIMessageChunk } from "ai";
import type { Received } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { runChatTurn } from "@/server/turn/run-chat-turn";

/** How a streamed answer ended. `text` is what stands when it is not what was streamed. */
export interface TurnEnd {
  turnId: string | null;
  outcome: "saved" | "overtaken" | "person" | "duplicate";
  text?: string;
}

/** The chat endpoint's messages in the AI SDK's protocol: text, what the bot is doing, and how the turn ended. */
export type ChatMessage = UIMessage<unknown, { working: { action: string }; end: TurnEnd }>;

export interface ChatStream {
  stream: ReadableStream<UIMessageChunk>;
  /** Resolves when the turn has ended, whether or not anybody still listens. */
  done: Promise<void>;
}

/** Streams the answer to a message that `receiveMessage` stored for the chat endpoint. */
export function streamAnswer(received: Received): ChatStream {
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
      console.error("chat: turn not finished here, the watchdog will:", error);
      return "The answer is taking longer than usual. It will appear here in a moment.";
    },
  });
  return { stream, done: done.promise };
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
  const outcome = saved ? "saved" : "overtaken";
  const corrected = result.failure === null ? {} : { text: result.text };
  write({ type: "data-end", data: { turnId, outcome, ...corrected }, transient: true });
  write({ type: "finish" });
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
