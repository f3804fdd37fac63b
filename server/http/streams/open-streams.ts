/** A stream's place among the streams of its reader. */
interface Place {
  /** Aborts when a newer stream displaces this one. */
  displaced: AbortSignal;
  /** Must be called when the stream has ended, for whatever reason. */
  leave: () => void;
}

/**
 * The open event streams of each reader. Opening one above the limit ends the reader's oldest: the tab that was opened
 * or shown last is the one in use, and a connection that broke without notice cannot block others.
 *
 * Each process counts separately, so a reader has at most the limit in each of them.
 */
export class OpenStreams {
  private readonly limit: number;
  /** Keyed by reader, oldest first. */
  private readonly streams = new Map<string, Set<AbortController>>();

  constructor(limit: number) {
    this.limit = limit;
  }

  enter(reader: string): Place {
    const open = this.streams.get(reader) ?? new Set();
    this.streams.set(reader, open);
    const stream = new AbortController();
    open.add(stream);
    const [oldest] = open;
    if (open.size > this.limit && oldest) {
      open.delete(oldest);
      oldest.abort();
    }
    return { displaced: stream.signal, leave: () => this.remove(reader, stream) };
  }

  /** Returns the number of a reader's open streams. */
  count(reader: string): number {
    return this.streams.get(reader)?.size ?? 0;
  }

  private remove(reader: string, stream: AbortController): void {
    const open = this.streams.get(reader);
    open?.delete(stream);
    if (open?.size === 0) this.streams.delete(reader);
  }
}
