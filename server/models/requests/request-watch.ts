import { failed, type ModelFailure } from "./model-failure";

export interface RequestTimes {
  /** From the request to the first piece of an answer, in milliseconds. */
  firstTokenMs: number;
  /** Between two pieces, in milliseconds. */
  idleMs: number;
}

export interface WatchOptions {
  host: string;
  times: RequestTimes;
  /** When the whole call must be over, by performance.now(). */
  deadline: number;
  /** The caller's. */
  signal: AbortSignal | undefined;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown } | { ok: false; gaveUp: ModelFailure };

/** Watches the clock of one request: gives it up when it hangs, when its time is over, or when the caller leaves. */
export class RequestWatch {
  /** Ends the request when the watch gives it up. */
  readonly signal: AbortSignal;
  private readonly abort = new AbortController();
  private readonly givenUp = Promise.withResolvers<void>();
  private readonly options: WatchOptions;
  private readonly started = performance.now();
  /** When the newest piece of the answer came; null before the first. */
  private lastPiece: number | null = null;
  private failure: ModelFailure | null = null;
  private isOver = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly onAbort = () => this.giveUp("The call was cancelled.", false);

  constructor(options: WatchOptions) {
    this.options = options;
    this.signal = this.abort.signal;
    options.signal?.addEventListener("abort", this.onAbort);
    if (options.signal?.aborted) this.onAbort();
    else this.check();
  }

  /** Does one part of the request, unless the watch gives up first, even on work that ignores its signal. */
  async over<T>(work: () => PromiseLike<T>): Promise<Outcome<T>> {
    const done = Promise.resolve()
      .then(work)
      .then(
        (value): Outcome<T> => ({ ok: true, value }),
        (error: unknown): Outcome<T> => ({ ok: false, error }),
      );
    const outcome = await Promise.race([done, this.givenUp.promise]);
    if (this.failure) return { ok: false, gaveUp: this.failure };
    return outcome ?? done;
  }

  /** The answer is complete: nothing is left to be ended. */
  sawEnd(): void {
    this.isOver = true;
  }

  /** A piece of the answer came. */
  sawPiece(): void {
    this.lastPiece = performance.now();
  }

  end(): void {
    clearTimeout(this.timer);
    this.options.signal?.removeEventListener("abort", this.onAbort);
    // Aborting makes an error with a stack, which costs more than the rest of a watch.
    if (!this.isOver) this.abort.abort();
  }

  /** One timer that looks again when the next limit is due costs less than a new one for each piece. */
  private check(): void {
    const { host, times, deadline } = this.options;
    const now = performance.now();
    const limit = this.lastPiece === null ? times.firstTokenMs : times.idleMs;
    const due = (this.lastPiece ?? this.started) + limit;
    if (now >= deadline) return this.giveUp(`${host} did not finish its answer in time.`, false);
    if (now >= due) return this.giveUp(`${host} sent nothing for ${seconds(limit)}.`, true);
    this.timer = setTimeout(() => this.check(), Math.ceil(Math.min(due, deadline) - now));
  }

  private giveUp(reason: string, retryable: boolean): void {
    this.failure = failed(reason, retryable);
    this.givenUp.resolve();
    this.abort.abort();
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
