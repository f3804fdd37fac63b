import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { postMessage } from "../../../e2e/support/post-message.ts";
import type { Scene } from "./scene.ts";

export interface Talk {
  /** Messages that the product has accepted. */
  accepted(): number;
  /** Resolves when the last message was answered or refused. */
  stop(): Promise<void>;
}

/**
 * Customers write at a steady rate, each in a new conversation, until it is stopped. While the product is down, they write
 * in vain.
 */
export function startTalk({ product, bot }: Pick<Scene, "product" | "bot">, perSecond: number): Talk {
  const open = new Set<Promise<void>>();
  let accepted = 0;
  const stopping = new AbortController();
  async function write(): Promise<void> {
    try {
      const response = await postMessage(product.url, bot.token, { chatId: randomUUID(), text: "Where is A-1042?" });
      await response.arrayBuffer();
      if (response.status === 202) accepted += 1;
    } catch {
      // The product was killed.
    }
  }
  async function run(): Promise<void> {
    const began = performance.now();
    for (let n = 0; !stopping.signal.aborted; n += 1) {
      await sleep(Math.max(0, began + (n * 1000) / perSecond - performance.now()));
      const writing = write().finally(() => open.delete(writing));
      open.add(writing);
    }
  }
  const running = run();
  return {
    accepted: () => accepted,
    async stop() {
      stopping.abort();
      await running;
      await Promise.all(open);
    },
  };
}
