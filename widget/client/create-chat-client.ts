import { batch, computed, effect, type Signal, signal } from "@preact/signals-core";
import type { MessagePage } from "@/server/channels/web/protocol";
import type { TurnEnd } from "@/server/channels/web/chat-stream";
import type { ChatClient } from "./chat-client.ts";
import type { ClientHost } from "./client-host.ts";
import { Conversation } from "./conversation/conversation.ts";
import { Following } from "./conversation/following.ts";
import { messageBody, type Outgoing, readOutgoing } from "./conversation/outgoing.ts";
import { textOf } from "./conversation/shown-messages.ts";
import { sendRequest } from "./request.ts";
import { countUnread, onNewMessages } from "./session/count-unread.ts";
import { createSession, type Session, withToken } from "./session/create-session.ts";
import { firstSteps } from "./session/first-steps.ts";
import { type KeptValues, openKeptValues } from "./session/kept-values.ts";
import { connectTabs, type TabNews } from "./session/other-tabs.ts";
import { textOfFailure } from "./session/text-of-failure.ts";
import { visitorRequests } from "./visitor-requests.ts";

/** Makes the chat of a channel's visitor. It asks nothing of the server until it is opened or a message is sent. */
export function createChatClient(host: ClientHost): ChatClient {
  return new VisitorChat(host).client();
}

class VisitorChat {
  readonly #host: ClientHost;
  readonly #base: string;
  readonly #kept: KeptValues;
  readonly #session: Session;
  readonly #conversation: Conversation;
  readonly #steps: ReturnType<typeof firstSteps>;
  readonly #reading: ReturnType<typeof countUnread>;
  readonly #news: ReturnType<typeof onNewMessages>;
  readonly #tell: (news: TabNews) => void;
  readonly #following: Following;
  readonly #earlier = signal<number | null>(null);
  readonly #isOnline = signal(navigator.onLine);
  readonly #ownSound: Signal<string | null>;
  readonly #requests: ReturnType<typeof visitorRequests>;
  /** Ends everything. */
  readonly #life = new AbortController();

  constructor(host: ClientHost) {
    this.#host = host;
    this.#base = `${host.server}/api/chat/${host.channel}`;
    this.#kept = openKeptValues(host.channel, host.storage);
    this.#session = createSession({
      host,
      base: this.#base,
      kept: this.#kept,
      onOpened: (page, before) => this.#onOpened(page, before),
    });
    const session = this.#session;
    this.#conversation = new Conversation({
      prepare: () => this.#prepare(),
      post: (message, signal) => this.#post(message, signal),
      textOf: (error) => textOfFailure(error, session.opened.peek()),
      keep: (messages) => this.#keepUnsent(messages),
      onStored: () => this.#onStored(),
      onAnswered: (end) => this.#onAnswered(end),
    });
    const { log } = this.#conversation;
    this.#following = new Following({
      url: `${this.#base}/events`,
      token: session.token,
      onMessages: (messages) => this.#conversation.merge(messages),
      onRefused: () => void session.open(),
    });
    this.#steps = firstSteps({ host, session, log, hasBegun: () => this.#following.hasBegun });
    this.#reading = countUnread(log, this.#kept);
    this.#news = onNewMessages(log, (message) =>
      host.emit("message", { id: message.id, sender: message.sender, text: textOf(message) }),
    );
    this.#requests = visitorRequests({
      base: this.#base,
      session,
      conversation: this.#conversation,
      consent: this.#steps.consent,
      onPersonCalled: ({ answered_by: answerer }) => {
        this.#following.answeredByPerson(answerer);
        this.#following.begin();
      },
    });
    this.#ownSound = signal(this.#kept.get("sound"));
    this.#tell =
      host.storage === "local"
        ? connectTabs(host.channel, (news) => this.#onTabNews(news), this.#life.signal)
        : () => {};
    this.#listen();
  }

  client(): ChatClient {
    const { opened, phase, failure, open } = this.#session;
    const { messages, answering, isBusy, isWaiting } = this.#conversation;
    const { missing, giveConsent, giveContact } = this.#steps;
    const resend = () => this.#conversation.resend();
    return {
      phase,
      failure,
      session: opened,
      messages,
      answering,
      answeredBy: this.#following.answeredBy,
      isPersonTyping: this.#following.isPersonTyping,
      isClosed: this.#following.isClosed,
      isOnline: this.#isOnline,
      error: this.#error,
      unread: this.#reading.unread,
      missing,
      isSoundOn: computed(() =>
        this.#ownSound.value === null ? (opened.value?.features.sound ?? false) : this.#ownSound.value === "on",
      ),
      isReady: computed(() => phase.value === "open" && (!isBusy.value || isWaiting.value)),
      open,
      send: (text, more) => this.#conversation.send({ text, ...more }),
      retry: () => this.#conversation.retry(),
      giveConsent: () => (giveConsent(), resend()),
      giveContact: (answers) => (giveContact(answers), resend()),
      setSound: (isOn) => this.#kept.set("sound", (this.#ownSound.value = isOn ? "on" : "off")),
      markRead: () => this.#markRead(),
      ...this.#requests,
      earlier: this.#earlier,
      loadEarlier: () => this.#loadEarlier(),
      restart: () => this.#restart(),
      logout: () => this.#logout(),
      destroy: () => this.#destroy(),
    };
  }

  readonly #error = computed(() => {
    const { isBusy, problem, hasUnsent, messages } = this.#conversation;
    // The view says that the chat is offline or not open.
    if (isBusy.value || !this.#isOnline.value || this.#session.phase.value === "failed") return null;
    if (hasUnsent.value) return problem.value ?? this.#session.opened.value?.texts.someNotSent ?? null;
    // A late answer makes the problem void.
    return messages.value.at(-1)?.sender === "customer" ? problem.value : null;
  });

  #listen(): void {
    const { host, signal } = { host: this.#host, signal: this.#life.signal };
    const options = { signal };
    window.addEventListener("offline", () => void (this.#isOnline.value = false), options);
    window.addEventListener(
      "online",
      () => {
        this.#isOnline.value = true;
        if (this.#session.phase.peek() === "failed") void this.#session.open();
        this.#conversation.resend();
      },
      options,
    );
    let isFirst = true;
    const stops = [
      this.#news.stop,
      effect(() => host.setUnread(this.#reading.unread.value)),
      effect(() => {
        const message = this.#error.value ?? this.#session.failure.value;
        if (message !== null) host.emit("error", { message });
      }),
      effect(() => {
        void [host.user.value, host.attributes.value];
        // `setUser` and `setAttributes` are often called together.
        if (!isFirst) queueMicrotask(() => this.#session.openIfChanged());
        isFirst = false;
      }),
    ];
    signal.addEventListener("abort", () => stops.forEach((stop) => stop()));
  }

  #onOpened({ messages, cursor, earlier }: MessagePage, before: { wasVouchedFor: boolean } | null): void {
    const [conversation, following] = [this.#conversation, this.#following];
    if (before) {
      this.#leaveConversation();
      // What somebody wrote before signing in is theirs; what another user wrote is not.
      if (before.wasVouchedFor) this.#conversation.clear({ unsent: true });
    }
    // Earlier messages are not announced.
    if (!following.knowsMessages) {
      this.#news.know(messages);
      this.#earlier.value = earlier;
    }
    conversation.merge(messages);
    const answerer = this.#session.opened.peek()?.answered_by;
    if (answerer) following.answeredBy.value = answerer;
    if (cursor !== null) following.begin(cursor);
    const kept = readOutgoing(this.#kept.get("unsent"));
    if (kept.visitor === "" || kept.visitor === this.#session.visitor()) conversation.restore(kept.messages);
    queueMicrotask(() => conversation.resend());
  }

  async #loadEarlier(): Promise<() => void> {
    const before = this.#earlier.peek();
    const { messages, earlier } = await this.#requests.readBefore(before);
    return () => {
      // Positions are unique: another one is that of another conversation.
      if (this.#earlier.peek() !== before) return;
      this.#news.know(messages);
      batch(() => {
        this.#conversation.prepend(messages);
        this.#earlier.value = earlier;
      });
    };
  }

  /** Forgets the conversation of the visitor before. */
  #leaveConversation(): void {
    this.#following.leave();
    this.#steps.forget();
    this.#earlier.value = null;
    this.#conversation.clear({ unsent: false });
  }

  async #prepare(): Promise<boolean> {
    await this.#session.whenOpen();
    return !this.#life.signal.aborted && this.#steps.isDone();
  }

  #post(message: Outgoing, signal: AbortSignal): Promise<Response> {
    return withToken(this.#session, (token) =>
      sendRequest(this.#base, {
        token,
        body: { ...this.#steps.details(), message: messageBody(message) },
        signal,
      }),
    );
  }

  #keepUnsent(messages: readonly Outgoing[]): void {
    this.#kept.set(
      "unsent",
      messages.length > 0 ? JSON.stringify({ visitor: this.#session.visitor(), messages }) : null,
    );
  }

  #onStored(): void {
    this.#steps.onStored();
    if (!this.#following.hasBegun) this.#session.keep();
    this.#following.begin();
    this.#tell({ said: true });
  }

  #onAnswered(end: TurnEnd | null): void {
    if (end?.outcome === "person") this.#following.answeredByPerson();
    if (end?.outcome === "saved") this.#following.answeredByBot();
    this.#tell({ said: true });
  }

  #onTabNews(news: TabNews): void {
    if ("read" in news) this.#reading.readUpTo(news.read);
    else if ("left" in news) this.#leave();
    // A tab without messages has no conversation to follow yet.
    else if (!this.#following.hasBegun && this.#session.phase.peek() === "open") void this.#session.open();
  }

  #markRead(): void {
    const newest = this.#reading.markRead();
    if (newest !== null) this.#tell({ read: newest });
  }

  async #restart(): Promise<void> {
    await this.#requests.restart();
    this.#leaveConversation();
    this.#conversation.clear({ unsent: true });
    await this.#session.open();
  }

  #logout(): void {
    this.#tell({ left: true });
    this.#leave();
  }

  #leave(): void {
    const wasOpen = this.#session.phase.peek() !== "closed";
    batch(() => {
      this.#host.user.value = null;
      this.#host.attributes.value = {};
      this.#session.forget();
      this.#reading.forget();
      this.#leaveConversation();
      this.#conversation.clear({ unsent: true });
    });
    if (wasOpen) void this.#session.open();
  }

  #destroy(): void {
    this.#life.abort();
    this.#following.end();
    this.#conversation.stop();
  }
}
