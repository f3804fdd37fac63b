interface Entry<Row> {
  readAt: number;
  row: Promise<Row | undefined>;
}

/** How long a row that was read serves others too, in milliseconds. */
const FRESH_MS = 1000;

/**
 * Rows that every request of a busy bot needs and that seldom change: read once a second instead of once a request. A
 * change counts at once in the process that says `forget`, and within a second in others.
 */
export class BriefCache<Row> {
  private readonly entries = new Map<string, Entry<Row>>();
  private readonly read: (key: string) => Promise<Row | undefined>;

  constructor(read: (key: string) => Promise<Row | undefined>) {
    this.read = read;
  }

  /** The row, or undefined when there is none. A failure is told to those who wait for it; the next one reads anew. */
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
