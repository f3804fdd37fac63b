interface Entry<Row> {
  readAt: number;
  row: Promise<Row | undefined>;
}

/** How long a row is served after it was read, in milliseconds. */
const FRESH_MS = 1000;

// On globalThis, so that a process has one cache of each name even if a bundler copies a module.
const holder = globalThis as typeof globalThis & { parleyCaches?: Map<string, Map<string, unknown>> };

/**
 * Caches rows that every request of a busy bot needs and that seldom change: they are read once a second instead of
 * once per request. A change is visible immediately in the process that calls `forget`, and within a second in others.
 */
export class TtlCache<Row> {
  private readonly entries: Map<string, Entry<Row>>;
  private readonly read: (key: string) => Promise<Row | undefined>;

  /** @param name Of the rows. Caches of the same name share them. */
  constructor(name: string, read: (key: string) => Promise<Row | undefined>) {
    holder.parleyCaches ??= new Map();
    const shared = holder.parleyCaches.get(name) ?? new Map<string, unknown>();
    holder.parleyCaches.set(name, shared);
    this.entries = shared as Map<string, Entry<Row>>;
    this.read = read;
  }

  /**
   * Returns the row, or undefined if it does not exist. A failure rejects for all callers that wait for it; the next
   * call reads again.
   */
  get(key: string): Promise<Row | undefined> {
    const now = performance.now();
    const known = this.entries.get(key);
    if (known && now - known.readAt <= FRESH_MS) return known.row;
    for (const [old, { readAt }] of this.entries) if (now - readAt > FRESH_MS) this.entries.delete(old);
    const row = this.read(key);
    this.entries.set(key, { readAt: now, row });
    row.catch(() => this.entries.delete(key));
    return row;
  }

  forget(key: string): void {
    this.entries.delete(key);
  }
}
