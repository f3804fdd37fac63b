/**
 * Elects one executor per database as the leader; only the leader claims jobs. It holds a session lock, which
 * PostgreSQL releases as soon as the process dies: after kill -9 another executor takes over without waiting for a
 * lease to expire.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { connect, type Sql } from "../database.ts";

const LEADER_LOCK = 7_120_413;
const ASK_AGAIN_MS = 1_000;

interface Options {
  databaseUrl: string;
  /** This process's number; jobs with another number belong to a crashed process. */
  owner: string;
  /** Called when this process becomes the leader; it may claim jobs after this resolves. */
  onGained(session: Sql): Promise<void>;
  onLeading(): void;
  log(message: string): void;
}

export class Leadership {
  readonly #options: Options;
  readonly #stopping = new AbortController();
  #session: Sql | undefined;
  #running: Promise<void> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * The session that holds the lock, while this process is the leader. Claims run only on it: when the session ends, so
   * does the right to claim, and every claim is over before another process can lead.
   */
  get session(): Sql | undefined {
    return this.#session;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#lead().catch((error: unknown) => {
        if (!signal.aborted) this.#options.log(`leadership: ${error instanceof Error ? error.message : String(error)}`);
      });
      await sleep(ASK_AGAIN_MS, undefined, { signal }).catch(() => {});
    }
  }

  /** Leads until the session breaks, or returns immediately if another process leads. */
  async #lead(): Promise<void> {
    const broken = Promise.withResolvers<void>();
    const session = connect(this.#options.databaseUrl, {
      max: 1,
      onclose: () => {
        this.#session = undefined;
        broken.resolve();
      },
    });
    this.#stopping.signal.addEventListener("abort", () => broken.resolve(), { once: true });
    try {
      const [lock] = await session<{ held: boolean }[]>`select pg_try_advisory_lock(${LEADER_LOCK}) as held`;
      if (!lock?.held) return;
      await session`update executor.job set owner = null where owner is not null and owner <> ${this.#options.owner}`;
      await this.#options.onGained(session);
      this.#session = session;
      this.#options.onLeading();
      await broken.promise;
    } finally {
      this.#session = undefined;
      await session.end({ timeout: 1 });
    }
  }
}
