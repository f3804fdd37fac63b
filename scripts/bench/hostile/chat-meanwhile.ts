import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sendChatMessage, type StreamedAnswer } from "../../../e2e/support/chat-client.ts";

export interface ChatMeanwhile {
  /** The milliseconds of each answer. */
  answers: number[];
  /** The number of answers other than 200. */
  failed: number;
}

/** Below the limit of 20 messages a minute per visitor. */
const MESSAGES_OF_A_VISITOR = 15;
const REST_MS = 200;

/** Sends one message after another, 200 ms after each answer, until `stopping` is aborted and the last is answered. */
export async function chatMeanwhile(url: string, stopping: AbortSignal): Promise<ChatMeanwhile> {
  const seen: ChatMeanwhile = { answers: [], failed: 0 };
  let visitor: string | null = null;
  for (let n = 0; !stopping.aborted; n += 1) {
    if (n % MESSAGES_OF_A_VISITOR === 0) visitor = null;
    const began = performance.now();
    const answer: StreamedAnswer | null = await sendChatMessage(url, {
      id: randomUUID(),
      text: "Hello",
      visitor,
    }).catch(() => null);
    seen.answers.push(performance.now() - began);
    if (answer?.status !== 200) seen.failed += 1;
    visitor = answer?.visitor ?? visitor;
    await sleep(REST_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
  return seen;
}
