import { inPageWorkspace } from "@/components/ui/page-workspace";
import { signal } from "@preact/signals-core";
import type { TurnEnd } from "@/server/channels/web/chat-stream";
import { Conversation } from "@/widget/client/conversation/conversation";
import { messageBody, type NewMessage, type Outgoing } from "@/widget/client/conversation/outgoing";
import { withoutStreaming } from "@/widget/client/conversation/shown-messages";
import type { Transport } from "@/widget/client/conversation/transport";
import { sendRequest } from "@/widget/client/request";
import { textOfFailure } from "@/widget/client/session/text-of-failure";

/** The turn of a message, with the reason if the bot could not answer. */
export interface AskedTurn {
  turnId: string;
  failure: string | null;
}

/** A conversation with the draft of a bot, by the client of the widget, which also records the turns. */
export class TestConversation {
  readonly chat: Conversation;
  /** By the id of the customer's message, so that a turn without a reply has its trace too. */
  readonly turns = signal<Readonly<Record<string, AskedTurn>>>({});
  /** A person has the conversation, so the bot did not answer the last message. */
  readonly handedOver = signal(false);
  #newest: NewMessage | null = null;

  constructor(botId: string, chatId: string) {
    const transport: Transport = {
      prepare: () => Promise.resolve(true),
      post: (message: Outgoing, signal: AbortSignal) =>
        sendRequest(inPageWorkspace(`/api/bots/${botId}/test-chat`), {
          body: { chatId, message: messageBody(message) },
          signal,
          isOwnOrigin: true,
        }),
      textOf: (error) => textOfFailure(error, null),
      onAnswered: (end, askedId) => this.#onAnswered(end, askedId),
    };
    this.chat = new Conversation(transport);
  }

  send(message: NewMessage): void {
    this.#newest = message;
    this.chat.send(message);
  }

  /** Sends the newest message again as a new one: the server would treat the old id as a duplicate. */
  retry(): void {
    if (this.#newest === null) return;
    const { log, messages } = this.chat;
    const asked = messages.peek().findLastIndex(({ sender }) => sender === "customer");
    const before = log.peek().slice(0, Math.max(asked, 0));
    this.chat.clear({ unsent: true });
    log.value = before;
    this.send(this.#newest);
  }

  #onAnswered(end: TurnEnd | null, askedId: string): void {
    const { log } = this.chat;
    // Nothing else would complete an answer that was cut.
    if (end === null) log.value = withoutStreaming(log.peek());
    if (end?.outcome === "person") this.handedOver.value = true;
    if (end?.outcome === "saved") this.handedOver.value = false;
    const { turnId, failure = null } = end ?? {};
    if (turnId) this.turns.value = { ...this.turns.peek(), [askedId]: { turnId, failure } };
  }
}
