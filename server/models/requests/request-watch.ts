import { failed, type ModelFailure } from "./model-failure";

export interface RequestTimes {
  /** Limit from the request to the first piece of an answer, in milliseconds. */
  firstTokenMs: number;
  /** Limit between two pieces, in milliseconds. */
  idleMs: number;
}

export interface WatchOptions {
  host: string;
  times: RequestTimes;
  /** When the whole call must be over, by performance.now(). */
  deadline: number;
  /** The caller's signal. */
  signal: AbortSignal | undefined;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown } | { ok: false; gaveUp: ModelFailure };

/** Enforces the time limits of one request: aborts it when it hangs, exceeds its deadline or the caller aborts. */
export class RequestWatch {
  /** Aborts the request. */
  readonly signal: AbortSignal;
  private readonly abort = new AbortController();
  private readonly givenUp = Promise.withResolvers<void>();
  private readonly options: WatchOptions;
  private readonly started = performance.now();
  /** When the newest piece arrived; null before the first. */
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

  /** Runs one part of the request until it is done or the watch gives up, even if the work ignores its signal. */
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

  /** Records that the answer is complete, so that nothing needs to be aborted. */
  sawEnd(): void {
    this.isOver = true;
  }

  /** Records that a piece of the answer arrived. */
  sawPiece(): void {
    this.lastPiece = performance.now();
  }

  end(): void {
    clearTimeout(this.timer);
    this.options.signal?.removeEventListener("abort", this.onAbort);
    // Aborting creates an error with a stack trace, which costs more than everything else here.
    if (!this.isOver) this.abort.abort();
  }

  /** Checks the limits and sets a timer for the next one, which is cheaper than a new timer for each piece. */
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
