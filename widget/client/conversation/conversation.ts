import { batch, computed, signal } from "@preact/signals-core";
import type { ShownMessage } from "../chat-client.ts";
import { RequestError } from "../request.ts";
import { type NewMessage, newOutgoing, type Outgoing, shownOutgoing } from "./outgoing.ts";
import { readAnswer } from "./read-answer.ts";
import {
  appendText,
  endAnswer,
  type Log,
  mergeStored,
  newAnswer,
  shownId,
  type StoredMessage,
  streamingOf,
  withoutStreaming,
} from "./shown-messages.ts";
import type { Transport } from "./transport.ts";

/** How long the rest of an answer may take after the answer has arrived by another way. */
const LATE_END_MS = 2000;

/** The messages of a chat: sends them in order, streams the answers, and merges what else arrives. */
export class Conversation {
  /** What the server has, and the answer that streams in. */
  readonly log = signal<Log>([]);
  /** A message is being sent, or an answer is awaited. */
  readonly isBusy = signal(false);
  /** The bot waits for more messages before it answers. */
  readonly isWaiting = signal(false);
  /** Why the last messages were not sent or not answered. */
  readonly problem = signal<string | null>(null);
  /** Messages that the server has not confirmed, in the order in which they were written. */
  readonly #queue = signal<readonly Outgoing[]>([]);
  readonly #outgoing = computed<Log>(() =>
    this.#queue.value.map((message) =>
      shownOutgoing(message, this.isBusy.value && !message.isRefused ? "sending" : "unsent"),
    ),
  );
  /** What is shown: the log, and after it what is not sent, because the server will store it last. */
  readonly messages = computed<Log>(() =>
    this.#outgoing.value.length > 0 ? [...this.log.value, ...this.#outgoing.value] : this.log.value,
  );
  readonly hasUnsent = computed(() => this.#outgoing.value.some(({ state }) => state === "unsent"));
  /** The answer that the bot works on. */
  readonly #answer = signal<{ id: string; action: string | null } | null>(null);
  readonly #hasText = computed(() => (streamingOf(this.log.value)?.text.length ?? 0) > 0);
  /** The bot works on something that is not visible as text. */
  readonly answering = computed(() => {
    const answer = this.#answer.value;
    return answer && (answer.action !== null || !this.#hasText.value) ? { action: answer.action } : null;
  });
  readonly #transport: Transport;
  /** The request in progress. */
  #request: AbortController | null = null;
  /** Nobody waits for the answer in progress, because a later message follows. */
  #isOvertaken = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  send(message: NewMessage): void {
    this.#setQueue([...this.#queue.peek(), newOutgoing(message)]);
    // A further message ends the stream; the bot answers the messages together.
    if (this.#answer.peek()) this.#overtake();
    void this.#work();
  }

  /** Sends what was not sent, but not what the server refused. */
  resend(): void {
    if (nextOf(this.#queue.peek())) void this.#work();
  }

  /** Sends everything that was not sent. */
  retry(): void {
    this.#setQueue(this.#queue.peek().map((message) => ({ ...message, isRefused: false })));
    this.problem.value = null;
    this.resend();
  }

  /** Adds messages that an earlier page has kept. */
  restore(messages: readonly Outgoing[]): void {
    const known = new Set([...this.#queue.peek(), ...this.log.peek()].map(({ id }) => id));
    const kept = messages.filter(({ id }) => !known.has(id));
    if (kept.length > 0) this.#setQueue([...kept, ...this.#queue.peek()]);
  }

  /** Adds messages that the server has stored. */
  merge(stored: readonly StoredMessage[]): void {
    const ids = new Set(stored.map(shownId));
    batch(() => {
      this.log.value = mergeStored(this.log.peek(), stored);
      // If only the response was lost, the message is stored.
      this.#confirm((id) => ids.has(id));
    });
    const request = this.#request;
    // The stream has usually just ended; a stalled one must not hold up the next message.
    if (ids.has(this.#answer.peek()?.id ?? "")) setTimeout(() => request?.abort(), LATE_END_MS);
  }

  /** Adds messages that the server has stored before those that are shown. */
  prepend(stored: readonly StoredMessage[]): void {
    const earlier = mergeStored([], stored).map((message) => ({ ...message, isEarlier: true }));
    this.log.value = [...earlier, ...this.log.peek()];
  }

  change(id: string, changes: Partial<ShownMessage>): void {
    this.log.value = this.log.peek().map((message) => (message.id === id ? { ...message, ...changes } : message));
  }

  /** Removes the shown messages, and with `unsent` also those that were not sent. */
  clear({ unsent }: { unsent: boolean }): void {
    this.#overtake();
    batch(() => {
      this.log.value = [];
      this.problem.value = null;
      if (unsent) this.#setQueue([]);
    });
  }

  /** Ends all requests; what was not sent stays kept. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#queue.value = [];
    this.#overtake();
  }

  #overtake(): void {
    this.#isOvertaken = true;
    this.#request?.abort();
  }

  #setQueue(messages: readonly Outgoing[]): void {
    this.#queue.value = messages;
    this.#transport.keep?.(messages);
  }

  #confirm(isStored: (id: string) => boolean): void {
    const queue = this.#queue.peek();
    if (queue.some(({ id }) => isStored(id))) this.#setQueue(queue.filter(({ id }) => !isStored(id)));
  }

  /** Sends the messages of the queue one after the other, and reads the answer to the last one. */
  async #work(): Promise<void> {
    if (this.isBusy.peek()) return;
    clearTimeout(this.#timer);
    batch(() => {
      this.isBusy.value = true;
      this.problem.value = null;
    });
    try {
      for (;;) {
        if (!nextOf(this.#queue.peek()) || !(await this.#transport.prepare())) return;
        const message = nextOf(this.#queue.peek());
        if (message) await this.#deliver(message);
      }
    } catch (error) {
      const failed = error instanceof RequestError ? error : new RequestError("");
      this.problem.value = this.#transport.textOf(failed);
      if (failed.waitMs > 0) this.#timer = setTimeout(() => this.resend(), failed.waitMs);
    } finally {
      this.isBusy.value = false;
    }
  }

  async #deliver(message: Outgoing): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    this.#isOvertaken = false;
    let response: Response;
    try {
      response = await this.#transport.post(message, request.signal);
    } catch (error) {
      if (request.signal.aborted) return;
      // A message that the server refuses must not hold up the next ones.
      if (!(error instanceof RequestError && error.isRefusal)) throw error;
      this.#setQueue(this.#queue.peek().map((other) => (other === message ? { ...other, isRefused: true } : other)));
      this.problem.value = this.#transport.textOf(error);
      return;
    }
    // The visitor has left the conversation meanwhile.
    if (request.signal.aborted) return;
    batch(() => {
      this.#confirm((id) => id === message.id);
      // What is left of an answer that was cut belongs to an earlier turn, which this message overtakes.
      const before = withoutStreaming(this.log.peek());
      const isKnown = before.some(({ id }) => id === message.id);
      this.log.value = isKnown ? before : [...before, shownOutgoing(message, "stored")];
    });
    this.#transport.onStored?.(message);
    // The next message overtakes this answer. If the answer is faster, it arrives with the later messages.
    if (nextOf(this.#queue.peek()) || response.body === null) request.abort();
    else await this.#read(response.body, message.id);
  }

  async #read(body: ReadableStream<Uint8Array>, askedId: string): Promise<void> {
    let answerId = "";
    const end = await readAnswer(body, {
      onStart: (id) => {
        answerId = id;
        this.#answer.value = { id, action: null };
      },
      onText: (text, isNewPart) =>
        this.#changeAnswer(answerId, (log) => {
          if (this.#answer.peek()?.action) this.#answer.value = { id: answerId, action: null };
          return appendText(log, text, isNewPart);
        }),
      onOptions: (interactive) =>
        this.#changeAnswer(answerId, (log) => [
          ...withoutStreaming(log),
          { ...newAnswer(answerId), ...streamingOf(log), interactive },
        ]),
      onAction: (action) => void (this.#answer.value = { id: answerId, action }),
      onWaiting: (isWaiting) => void (this.isWaiting.value = isWaiting),
      onSaid: (messages) => void (this.log.value = mergeStored(this.log.peek(), messages)),
      onProblem: (text) => void (this.problem.value = text),
    });
    batch(() => {
      if (end) this.log.value = endAnswer(this.log.peek(), end, answerId);
      else if (this.#isOvertaken) this.log.value = withoutStreaming(this.log.peek());
      else this.problem.value ??= this.#transport.textOf(null);
      this.#answer.value = null;
      this.isWaiting.value = false;
    });
    this.#transport.onAnswered?.(end, askedId);
  }

  /** Changes the log, in which the answer that streams in is the last message, unless the whole answer is there. */
  #changeAnswer(id: string, change: (log: Log) => Log): void {
    const log = this.log.peek();
    if (log.some((message) => message.id === id && message.state !== "streaming")) return;
    batch(() => void (this.log.value = change(streamingOf(log) ? log : [...log, newAnswer(id)])));
  }
}

/** The next message to send. */
function nextOf(queue: readonly Outgoing[]): Outgoing | undefined {
  return queue.find(({ isRefused }) => !isRefused);
}
