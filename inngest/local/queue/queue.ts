/** Claims jobs in batches and runs as many concurrently as the capacity and the concurrency limits allow. */
import { isTransient, type Sql } from "../database.ts";
import type { Functions } from "../runs/functions.ts";
import type { Claimer } from "../runs/ingest.ts";
import { claimJobs, freeJobs, groupsOf, type Job } from "./job.ts";
import type { Leadership } from "./leadership.ts";
import { Slots, type Group } from "./slots.ts";

interface Options {
  owner: string;
  leadership: Leadership;
  functions(): Functions;
  /** False while the app is unreachable: its jobs stay unclaimed. */
  isAppUp(): boolean;
  /** Reads a job again after it waited in line; undefined if it is gone. */
  reload(id: string): Promise<Job | undefined>;
  run(job: Job): Promise<void>;
  /** Puts back a job that failed for an unexpected reason. */
  putBack(id: string): Promise<void>;
  capacity: number;
  log(message: string): void;
}

/** A claimed job that is not running. A job that waits in line drops its state and reads it again when it starts. */
interface Claimed {
  id: string;
  runId: string | null;
  job: Job | undefined;
  groups: Group[];
}

const BATCH = 64;
/** The next batch is claimed when fewer jobs than this are in hand. */
const LOW_WATER = 16;
/** Polling finds jobs that become due, and those that another process has queued. */
const POLL_MS = 1_000;

export class Queue {
  readonly #options: Options;
  readonly #slots = new Slots<Claimed>();
  readonly #ready: Claimed[] = [];
  readonly #idle: (() => void)[] = [];
  /** The ids of all claimed jobs that this process knows of. */
  readonly #inHand = new Set<string>();
  #running = 0;
  #mayHaveMore = false;
  #claiming: Promise<void> | undefined;
  #stopped = false;
  #poll: NodeJS.Timeout | undefined;
  #alarm: { at: number; timer: NodeJS.Timeout } | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    this.#poll = setInterval(() => this.wake(), POLL_MS);
  }

  /** Stops claiming, and waits at most `graceMs` for running jobs. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#poll);
    clearTimeout(this.#alarm?.timer);
    await this.#claiming;
    if (this.#running === 0) return;
    const grace = Promise.withResolvers<void>();
    const timer = setTimeout(grace.resolve, graceMs);
    this.#idle.push(grace.resolve);
    await grace.promise;
    clearTimeout(timer);
  }

  get counts(): { running: number; waiting: number } {
    return { running: this.#running, waiting: this.#ready.length + this.#slots.waiting };
  }

  /** The session that may claim jobs for the queue; null during a backlog, whose jobs come first. */
  get claimer(): Claimer | null {
    const { session } = this.#options.leadership;
    const isReady = session && !this.#stopped && this.#options.isAppUp() && this.#ready.length < LOW_WATER;
    return isReady && !this.#mayHaveMore ? { session, owner: this.#options.owner } : null;
  }

  /** Runs jobs that were claimed for the queue. */
  take(jobs: Job[]): void {
    for (const job of jobs) this.#add(job);
    this.#fill();
  }

  /** Releases jobs whose claim was lost with the previous session, when this process leads again. */
  async recover(session: Sql): Promise<void> {
    await freeJobs(session, this.#options.owner, [...this.#inHand]);
    this.wake();
  }

  /** Reports that there may be jobs to claim. */
  wake(): void {
    this.#mayHaveMore = true;
    this.#claimMore();
  }

  /** Reports a job that becomes due at `moment`. Polling would find it too, up to a second late. */
  wakeAt(moment: Date): void {
    const at = moment.getTime();
    if (this.#stopped || at > Date.now() + POLL_MS || (this.#alarm && this.#alarm.at <= at)) return;
    clearTimeout(this.#alarm?.timer);
    const ring = () => {
      this.#alarm = undefined;
      this.wake();
    };
    this.#alarm = { at, timer: setTimeout(ring, Math.max(0, at - Date.now()) + 1) };
  }

  #claimMore(): void {
    if (this.#claiming || this.#stopped || !this.#mayHaveMore || this.#ready.length >= LOW_WATER) return;
    const { session } = this.#options.leadership;
    if (!session || !this.#options.isAppUp()) return;
    this.#mayHaveMore = false;
    this.#claiming = this.#claim(session).finally(() => {
      this.#claiming = undefined;
      this.#fill();
    });
  }

  async #claim(session: Sql): Promise<void> {
    const { owner, log } = this.#options;
    try {
      const jobs = await claimJobs(session, owner, BATCH);
      if (jobs.length === BATCH) this.#mayHaveMore = true;
      for (const job of jobs) this.#add(job);
    } catch (error) {
      if (!isTransient(error)) log(`claim: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #add(job: Job): void {
    this.#inHand.add(job.id);
    this.#ready.push({ id: job.id, job, runId: job.runId, groups: groupsOf(job, this.#options.functions()) });
  }

  #fill(): void {
    while (this.#running < this.#options.capacity && !this.#stopped) {
      const claimed = this.#ready.shift();
      if (!claimed) break;
      if (this.#slots.enter(claimed)) void this.#start(claimed);
      else claimed.job = undefined;
    }
    this.#claimMore();
  }

  async #start(claimed: Claimed): Promise<void> {
    this.#running += 1;
    try {
      const job = claimed.job ?? (await this.#options.reload(claimed.id));
      if (job && !this.#stopped) await this.#options.run(job);
    } catch (error) {
      await this.#rescue(claimed.id, error);
    }
    this.#inHand.delete(claimed.id);
    this.#running -= 1;
    this.#forgetStateOf(claimed.runId);
    for (const next of this.#slots.leave(claimed)) void this.#start(next);
    this.#fill();
    if (this.#running === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** The run has changed: its other jobs in hand must read their state again before they start. */
  #forgetStateOf(runId: string | null): void {
    for (const other of this.#ready) if (runId !== null && other.runId === runId) other.job = undefined;
  }

  async #rescue(id: string, error: unknown): Promise<void> {
    if (this.#stopped) return;
    this.#options.log(`job ${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    await this.#options.putBack(id).catch((again: unknown) => this.#options.log(`job ${id}: ${String(again)}`));
  }
}
