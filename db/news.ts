import { isListening } from "./live";

/** The first pause between two polls of the database if announcements can't arrive, in milliseconds. */
const FIRST_PAUSE_MS = 50;

/**
 * Collects announcements, and decides when to poll the database because one may have been missed: every `lookEveryMs`.
 * If announcements can't arrive, pauses begin at 50 ms and grow to a quarter of the time waited, at most `lookEveryMs`.
 */
export class News<T> {
  private readonly lookEveryMs: number;
  private readonly isAnnounced: () => boolean;
  private items: T[] = [];
  private arrived = Promise.withResolvers<void>();
  private waitsSince = performance.now();
  private nextLookAt: number | undefined;

  constructor(lookEveryMs: number, isAnnounced = isListening) {
    this.lookEveryMs = lookEveryMs;
    this.isAnnounced = isAnnounced;
  }

  /** Adds an announcement; pass it to `subscribeLive` or `subscribeInbox`. */
  readonly add = (item: T): void => {
    this.items.push(item);
    this.arrived.resolve();
  };

  /** Restarts with short pauses: after one change, more may follow. */
  expectMore(): void {
    this.waitsSince = performance.now();
    this.nextLookAt = Math.min(this.nextLookAt ?? Infinity, performance.now() + this.pause());
  }

  /**
   * Waits for announcements until the next poll is due, but no longer than `withinMs`.
   * @returns the announcements since the last call.
   * @throws the signal's reason if it is aborted.
   */
  async next({ withinMs = Infinity, signal }: { withinMs?: number; signal?: AbortSignal } = {}): Promise<{
    items: T[];
    isTimeToLook: boolean;
  }> {
    const lookAt = (this.nextLookAt ??= performance.now() + this.pause());
    const { promise, resolve } = this.arrived;
    const wake = () => resolve();
    const timer = setTimeout(wake, Math.max(0, Math.ceil(Math.min(withinMs, lookAt - performance.now()))));
    signal?.addEventListener("abort", wake);
    if (!signal?.aborted) await promise;
    clearTimeout(timer);
    signal?.removeEventListener("abort", wake);
    signal?.throwIfAborted();
    const { items } = this;
    this.items = [];
    this.arrived = Promise.withResolvers();
    const isTimeToLook = performance.now() >= lookAt;
    if (isTimeToLook) this.nextLookAt = undefined;
    return { items, isTimeToLook };
  }

  private pause(): number {
    if (this.isAnnounced()) return this.lookEveryMs;
    const quarter = (performance.now() - this.waitsSince) / 4;
    return Math.min(this.lookEveryMs, Math.max(FIRST_PAUSE_MS, quarter));
  }
}
