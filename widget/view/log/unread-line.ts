import { type ReadonlySignal, signal, untracked } from "@preact/signals-core";
import { listen, watch } from "../../dom/scope.ts";
import type { ViewContext } from "../view-context.ts";

/**
 * Finds the first message that arrived while its reader could not see it, and tells the client what has been read.
 * @returns The id of that message, until the visitor writes.
 */
export function unreadLine(
  { client, host }: ViewContext,
  isAtEnd: ReadonlySignal<boolean>,
): ReadonlySignal<string | null> {
  const isVisible = signal(!document.hidden);
  listen(document, "visibilitychange", () => {
    isVisible.value = !document.hidden;
  });
  const isSeen = () => host.isOpen.value && isVisible.value && isAtEnd.value;
  const before = client.messages.peek();
  const newFrom = signal(before.at(-client.unread.peek() || before.length)?.id ?? null);
  let known = new Set(before.map(({ id }) => id));
  watch(() => {
    const messages = client.messages.value;
    const added = messages.filter(({ id, isEarlier }) => !isEarlier && !known.has(id));
    known = new Set(messages.map(({ id }) => id));
    untracked(() => {
      if (added.some(({ sender }) => sender === "customer")) newFrom.value = null;
      else if (!isSeen()) newFrom.value ??= added[0]?.id ?? null;
    });
  });
  watch(() => {
    if (isSeen() && client.unread.value > 0) untracked(() => client.markRead());
  });
  return newFrom;
}
