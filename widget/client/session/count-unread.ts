import { computed, effect, type ReadonlySignal, signal } from "@preact/signals-core";
import { type Log, shownId, type StoredMessage } from "../conversation/shown-messages.ts";
import type { KeptValues } from "./kept-values.ts";

/** Counts the messages that the visitor has not seen, by the newest one that was read. */
export function countUnread(log: ReadonlySignal<Log>, kept: KeptValues) {
  const read = signal(kept.get("read"));
  const complete = computed(() => log.value.filter(({ state }) => state === "stored"));
  const unread = computed(() => {
    const since = complete.value.findLastIndex(({ id, sender }) => id === read.value || sender === "customer");
    return complete.value.length - 1 - since;
  });
  return {
    unread,
    /** @returns The id of the newest message if it had not been read. */
    markRead(): string | null {
      const newest = complete.peek().at(-1)?.id;
      if (newest === undefined || newest === read.peek()) return null;
      read.value = newest;
      kept.set("read", newest);
      return newest;
    },
    readUpTo: (id: string) => void (read.value = id),
    forget() {
      read.value = null;
      kept.set("read", null);
    },
  };
}

/**
 * Calls a function for each message that becomes complete.
 * @returns A function that names messages that are not new, and one that ends the calls.
 */
export function onNewMessages(log: ReadonlySignal<Log>, onMessage: (message: Log[number]) => void) {
  const known = new Set<string>();
  const stop = effect(() => {
    for (const message of log.value) {
      if (message.state !== "stored" || known.has(message.id)) continue;
      known.add(message.id);
      onMessage(message);
    }
  });
  return {
    know: (messages: readonly StoredMessage[]) => messages.forEach((message) => known.add(shownId(message))),
    stop,
  };
}
