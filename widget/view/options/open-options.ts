import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { ShownMessage } from "../../client/chat-client.ts";
import type { ViewContext } from "../view-context.ts";
import { findChosen } from "./find-chosen.ts";
import type { Option } from "./options-of.ts";

/** What can be done with the options of the messages. */
export interface OpenOptions {
  /** Options were chosen, by the ids of the message that offered one and of the message that chose it. */
  chosen: ReadonlySignal<ReadonlyMap<string, Option>>;
  /** The newest quick replies; null as soon as the visitor has written. */
  quickReplies: ReadonlySignal<ShownMessage | null>;
  /** Whether the options of a message can be chosen now. */
  isOpen(messageId: string): boolean;
  /** Sends an option as a message. */
  choose(messageId: string, option: Option): void;
}

export function openOptions(context: ViewContext): OpenOptions {
  const { client } = context;
  /** A message can be answered once, so that the second tap of a double tap sends nothing. */
  const answered = new Set<string>();
  const sinceOwn = computed(() => {
    const messages = client.messages.value;
    return messages.slice(messages.findLastIndex(({ sender }) => sender === "customer") + 1);
  });
  return {
    chosen: computed(() => findChosen(client.messages.value)),
    quickReplies: computed(() => sinceOwn.value.findLast(({ interactive }) => interactive?.quick_replies) ?? null),
    isOpen: (messageId) => client.isReady.value && sinceOwn.value.some(({ id }) => id === messageId),
    choose(messageId, { label, value }) {
      if (answered.has(messageId)) return;
      answered.add(messageId);
      client.send(label, { choice: { message_id: messageId, value } });
      context.focusToWrite.current();
    },
  };
}
