/**
 * One executor of a database leads: only it claims jobs. Its proof is a session lock, which PostgreSQL drops the
 * moment the process dies, so that after kill -9 the next one goes on at once, with no lease to run out.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { connect, type Sql } from "../database.ts";

const LEADER_LOCK = 7_120_413;
const ASK_AGAIN_MS = 1_000;

interface Options {
  databaseUrl: string;
  /** This process's number; jobs that carry another one belong to the dead. */
  owner: string;
  /** Leads from now on, and may claim jobs when this resolves. */
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
   * The session that holds the lock, while this process leads. Claims run on it and nowhere else: with the session
   * the right to claim ends, and a claim is over before another process can lead.
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

  /** Leads until the session breaks, or returns at once when another process leads. */
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
