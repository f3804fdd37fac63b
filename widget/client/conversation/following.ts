import { batch, signal } from "@preact/signals-core";
import type { Answerer, MessagePage } from "@/server/channels/web/protocol";
import { followEvents } from "../stream/follow-events.ts";

const BOT: Answerer = { kind: "bot", name: null, photo_url: null };

interface FollowingOptions {
  url: string;
  token: () => string | null;
  onMessages: (page: MessagePage["messages"]) => void;
  /** The token is no longer valid. */
  onRefused: () => void;
}

/** What the server says about the visitor's conversation: new messages, who answers, who writes, whether it is closed. */
export class Following {
  readonly answeredBy = signal<Answerer>(BOT);
  readonly isPersonTyping = signal(false);
  readonly isClosed = signal(false);
  /** The server has a conversation of the visitor. */
  hasBegun = false;
  /** The position after the messages that are known; null if none are. */
  #cursor: number | null = null;
  #current: AbortController | null = null;
  #hasEnded = false;
  /** The server has refused the newest token; to ask for another one again would not end. */
  #wasRefused = false;
  readonly #options: FollowingOptions;

  constructor(options: FollowingOptions) {
    this.#options = options;
  }

  get knowsMessages(): boolean {
    return this.#cursor !== null;
  }

  /**
   * Follows the conversation, which the server has now.
   * @param cursor The position after the messages that the session brought.
   */
  begin(cursor = this.#cursor): void {
    this.#cursor = cursor;
    this.hasBegun = true;
    const token = this.#options.token();
    if (this.#current || token === null || this.#hasEnded) return;
    this.#current = new AbortController();
    void followEvents({
      url: this.#options.url,
      token,
      after: () => this.#cursor,
      onPage: ({ messages, cursor }) => {
        this.#cursor = cursor;
        this.#options.onMessages(messages);
      },
      onState: ({ answered_by, isTyping, isClosed }) =>
        batch(() => {
          // Each stream begins with the state.
          this.#wasRefused = false;
          this.answeredBy.value = answered_by;
          this.isPersonTyping.value = isTyping;
          this.isClosed.value = isClosed;
        }),
      onLost: () => void (this.isPersonTyping.value = false),
      onRefused: () => {
        this.#current = null;
        if (!this.#wasRefused) this.#options.onRefused();
        this.#wasRefused = true;
      },
      signal: this.#current.signal,
    });
  }

  /** The bot answers, unless the server says something else. */
  answeredByBot(): void {
    this.answeredBy.value = BOT;
  }

  /** @param answerer Who it is, as far as that is known. */
  answeredByPerson(answerer?: Answerer | null): void {
    if (answerer) this.answeredBy.value = answerer;
    else if (this.answeredBy.peek().kind === "bot") this.answeredBy.value = { ...BOT, kind: "person" };
  }

  /** Forgets the conversation. */
  leave(): void {
    this.#current?.abort();
    this.#current = null;
    this.#cursor = null;
    this.hasBegun = false;
    this.isPersonTyping.value = false;
    this.isClosed.value = false;
    this.answeredByBot();
  }

  end(): void {
    this.#hasEnded = true;
    this.#current?.abort();
  }
}
