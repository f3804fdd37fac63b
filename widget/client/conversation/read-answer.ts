import type { ChatChunk, TurnEnd } from "@/server/channels/web/chat-stream";
import type { Interactive } from "@/server/messages/interactive";
import { readEvents } from "../stream/read-events.ts";
import { onNextFrame } from "./next-frame.ts";
import type { StoredMessage } from "./shown-messages.ts";

/** What happens to an answer while it streams in. */
export interface AnswerEvents {
  /** The bot works on the answer with this id. */
  onStart(id: string): void;
  /** More text, at most once a frame; `isNewPart` begins a new paragraph. */
  onText(text: string, isNewPart: boolean): void;
  onOptions(interactive: Interactive): void;
  onAction(name: string): void;
  /** Whether the bot waits for more messages before it answers. */
  onWaiting(isWaiting: boolean): void;
  /** Messages that actions sent before the answer. */
  onSaid(messages: readonly StoredMessage[]): void;
  /** Why there is no answer yet. */
  onProblem(text: string): void;
}

/**
 * Reads the stream of an answer (CONTRACTS §7).
 * @returns How the answer ended; null if the stream was cut.
 */
export async function readAnswer(body: ReadableStream<Uint8Array>, events: AnswerEvents): Promise<TurnEnd | null> {
  let end: TurnEnd | null = null;
  let text = "";
  let isNewPart = true;
  let cancelFrame: (() => void) | null = null;

  function flush() {
    cancelFrame?.();
    cancelFrame = null;
    if (text === "") return;
    events.onText(text, isNewPart);
    text = "";
    isNewPart = false;
  }

  function take(chunk: ChatChunk) {
    if (chunk.type === "text-delta") {
      text += chunk.delta;
      cancelFrame ??= onNextFrame(flush);
      return;
    }
    flush();
    if (chunk.type === "start") events.onStart(chunk.messageId ?? "");
    else if (chunk.type === "text-start") isNewPart = true;
    else if (chunk.type === "data-working") events.onAction(chunk.data.action);
    else if (chunk.type === "data-waiting") events.onWaiting(chunk.data.seconds > 0);
    else if (chunk.type === "data-said") events.onSaid(chunk.data);
    else if (chunk.type === "data-interactive") events.onOptions(chunk.data);
    else if (chunk.type === "data-end") end = chunk.data;
    else if (chunk.type === "error") events.onProblem(chunk.errorText);
  }

  try {
    for await (const { data } of readEvents(body)) {
      if (data === "[DONE]") break;
      take(JSON.parse(data) as ChatChunk);
    }
  } catch {
    // The connection broke, or what arrived is no stream of ours.
  }
  flush();
  return end;
}
