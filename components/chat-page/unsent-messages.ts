import { z } from "zod";
import type { ShownMessage } from "@/components/chat/shown-message";
import { tappedChoice } from "@/server/messages/interactive";

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const textPart = z.object({ type: z.literal("text"), text: z.string() });
const choicePart = z.object({ type: z.literal("data-choice"), data: tappedChoice });
const kept = z.array(
  z.object({ id: z.string(), role: z.literal("user"), parts: z.array(z.union([textPart, choicePart])) }),
);

const NONE: readonly ShownMessage[] = [];

export type UnsentMessages = ReturnType<typeof createUnsentMessages>;

/**
 * A visitor's messages that the server has not confirmed, in the order in which they were written.
 * @param store Keeps them across page loads; null if the browser has no storage.
 */
export function createUnsentMessages(store: Store | null, key: string) {
  let messages = read(store, key);
  let failed = messages;
  const listeners = new Set<() => void>();

  function change(next: readonly ShownMessage[], isSending: boolean) {
    messages = next;
    failed = isSending || next.length === 0 ? NONE : next;
    write(store, key, next);
    listeners.forEach((listener) => listener());
  }

  return {
    list: () => messages,
    /** The same, but none while they are being sent. Returns the same array until it changes. */
    failed: () => failed,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Puts the message last and begins to send. */
    begin(message: ShownMessage) {
      change([...messages.filter(({ id }) => id !== message.id), message], true);
    },
    /** Removes messages that the server has. */
    confirm(ids: readonly string[]) {
      if (messages.some(({ id }) => ids.includes(id)))
        change(
          messages.filter(({ id }) => !ids.includes(id)),
          failed.length === 0,
        );
    },
    /** Ends sending: what was not confirmed has failed. */
    end() {
      change(messages, false);
    },
  };
}

/** Moves the messages to the end, because the server will store them last, and adds those that are not shown. */
export function withUnsentLast(shown: ShownMessage[], unsent: readonly ShownMessage[]): ShownMessage[] {
  const ids = new Set(unsent.map(({ id }) => id));
  return unsent.length === 0 ? shown : [...shown.filter(({ id }) => !ids.has(id)), ...unsent];
}

function read(store: Store | null, key: string): readonly ShownMessage[] {
  try {
    return kept.safeParse(JSON.parse(store?.getItem(key) ?? "[]")).data ?? NONE;
  } catch {
    return NONE;
  }
}

function write(store: Store | null, key: string, messages: readonly ShownMessage[]): void {
  try {
    if (messages.length === 0) store?.removeItem(key);
    else store?.setItem(key, JSON.stringify(messages.map(({ id, role, parts }) => ({ id, role, parts }))));
  } catch {
    // The storage is full or forbidden; the page still has the messages.
  }
}
