/** The embedded durable executor: Inngest's server for one machine, on the product's own PostgreSQL. */
import { setImmediate } from "node:timers/promises";
import { AppSync } from "./calls/app-sync.ts";
import { defaultBackoff, type Backoff } from "./queue/backoff.ts";
import { Batcher } from "./queue/batcher.ts";
import { openPool } from "./calls/call-app.ts";
import { CallsUnderWay } from "./calls/calls-under-way.ts";
import { keepCheckpoint } from "./calls/checkpoint.ts";
import type { Context } from "./context.ts";
import { connect, isTransient, retryTransient, type Sql } from "./database.ts";
import type { StoredEvent } from "./runs/event.ts";
import { listen } from "./http-api.ts";
import { ingest } from "./runs/ingest.ts";
import { reloadJob } from "./queue/job.ts";
import { Leadership } from "./queue/leadership.ts";
import { purge } from "./runs/purge.ts";
import { Queue } from "./queue/queue.ts";
import { reportResults, type Report } from "./calls/report-results.ts";
import { runCall } from "./calls/run-call.ts";
import { runTimer, schedule } from "./queue/run-timer.ts";
import { prepareSchema } from "./schema.ts";

export interface ExecutorOptions {
  databaseUrl: string;
  eventKey: string;
  signingKey: string;
  /** The app's base address; its functions are served at /api/inngest. */
  appUrl: string;
  /** A port on 127.0.0.1; 0 picks a free one. */
  port: number;
  /** The maximum number of concurrent calls. */
  capacity?: number;
  backoff?: Backoff;
  callTimeoutMs?: number;
  /** The interval of syncs with a running app. */
  resyncMs?: number;
  /** How long runs are kept after their end. */
  retentionMs?: number;
  purgeEveryMs?: number;
  log?: (message: string) => void;
}

export interface Executor {
  /** The address it listens on: the app's INNGEST_BASE_URL. */
  url: string;
  /** Waits at most `graceMs` for work in progress; the next start continues the rest. */
  stop(graceMs?: number): Promise<void>;
}

const DEFAULTS = {
  capacity: 100,
  backoff: defaultBackoff,
  callTimeoutMs: 15 * 60_000,
  resyncMs: 10_000,
  retentionMs: 24 * 3_600_000,
  purgeEveryMs: 60_000,
  log: (message: string) => console.log(`executor: ${message}`),
};
const POOL_SIZE = 8;
const MAX_BATCH = 50;
const LARGE_RESULT = 64 * 1024;
const GRACE_MS = 3_000;

/** Starts the executor; resolves when it is listening, whether or not the app is up. */
export async function startExecutor(given: ExecutorOptions): Promise<Executor> {
  const options = { ...DEFAULTS, ...given };
  const sql = connect(options.databaseUrl, { max: POOL_SIZE });
  try {
    await prepareSchema(sql);
    return await assemble(sql, options);
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
}

async function assemble(sql: Sql, options: typeof DEFAULTS & ExecutorOptions): Promise<Executor> {
  const { databaseUrl, signingKey, log, capacity, backoff, resyncMs } = options;
  const [number] = await sql<{ owner: string }[]>`select nextval('executor.owner_number') as owner`;
  const owner = number?.owner ?? "";
  const windingDown = new AbortController();
  const stopping = new AbortController();
  const url = new URL("/api/inngest", options.appUrl);
  const app = { url, signingKey, pool: openPool(url, capacity, options.callTimeoutMs) };
  const wake = (moment?: Date) => (moment ? queue.wakeAt(moment) : queue.wake());
  const functions = () => sync.functions;
  const context: Context = {
    sql,
    owner,
    windingDown: windingDown.signal,
    stopping: stopping.signal,
    backoff,
    calls: new CallsUnderWay(),
    functions,
    wake,
    log,
    report: reporter(sql, owner),
  };
  const sync: AppSync = new AppSync({
    app,
    resyncMs,
    onFunctions: (learnt) => schedule(sql, learnt),
    onUp: wake,
    log,
  });
  const leadership: Leadership = new Leadership({
    databaseUrl,
    owner,
    onGained: (session) => queue.recover(session),
    onLeading: wake,
    log,
  });
  const call = { context, app, onUnreachable: (reason: string) => sync.suspect(reason) };
  const queue: Queue = new Queue({
    owner,
    leadership,
    functions,
    capacity,
    log,
    isAppUp: () => sync.isUp,
    reload: (id) => retryTransient(stopping.signal, () => reloadJob(sql, owner, id)),
    run: (job) =>
      job.kind === "call" ? runCall(call, job) : retryTransient(stopping.signal, () => runTimer(context, job)),
    putBack: (id) => putBack(sql, owner, id),
  });

  const { server, url: listensAt } = await listen(options.port, {
    eventKey: options.eventKey,
    signingKey,
    isSynced: () => sync.isSynced,
    ingest: openInbox(sql, sync, queue),
    checkpoint: (checkpoint) => keepCheckpoint(context, checkpoint),
    sync: () => sync.syncNow(),
    health: () => health(sync, leadership, queue),
    log,
  });
  leadership.start();
  sync.start();
  queue.start();
  const purging = setInterval(() => void purgeQuietly(sql, leadership, options, stopping.signal), options.purgeEveryMs);

  return {
    url: listensAt,
    async stop(graceMs = GRACE_MS) {
      clearInterval(purging);
      windingDown.abort();
      server.close();
      await queue.stop(graceMs);
      stopping.abort();
      server.closeAllConnections();
      await Promise.all([leadership.stop(), sync.stop(), app.pool.destroy()]);
      await sql.end({ timeout: 1 });
    },
  };
}

/** Accepts events, in batches under load; their jobs bypass the queue where possible. */
function openInbox(sql: Sql, sync: AppSync, queue: Queue): (events: StoredEvent[]) => Promise<void> {
  const inbox = new Batcher(MAX_BATCH, async (sent: StoredEvent[][]) => {
    const claimed = await ingest(sql, sync.functions, sent.flat(), queue.claimer);
    if (claimed.length > 0) queue.take(claimed);
    else queue.wake();
    return sent.map(() => true);
  });
  return async (events) => {
    await inbox.add(events);
    // Send the calls of the started runs before the answer, which nothing waits for.
    await setImmediate();
  };
}

/** Small results share statements; a large one, which would delay the others, gets a separate one. */
function reporter(sql: Sql, owner: string): Context["report"] {
  const batcher = new Batcher(MAX_BATCH, (reports: Report[]) => reportResults(sql, owner, reports));
  return async (report) => {
    if (report.value.length < LARGE_RESULT) return batcher.add(report);
    const [continues] = await reportResults(sql, owner, [report]);
    return continues ?? false;
  };
}

function health(sync: AppSync, leadership: Leadership, queue: Queue) {
  const leads = leadership.session !== undefined;
  const details = {
    status: sync.isSynced ? "ok" : "waiting for the app",
    fault: sync.fault,
    functions: [...sync.functions.keys()],
    appIsUp: sync.isUp,
    leads,
    ...queue.counts,
  };
  return { ok: sync.isSynced, details };
}

async function putBack(sql: Sql, owner: string, id: string): Promise<void> {
  await sql`
    update executor.job set owner = null, run_at = now() + interval '5 s' where id = ${id} and owner = ${owner}`;
}

async function purgeQuietly(
  sql: Sql,
  leadership: Leadership,
  { retentionMs, log }: { retentionMs: number; log(message: string): void },
  signal: AbortSignal,
): Promise<void> {
  if (!leadership.session) return;
  try {
    await purge(sql, retentionMs, signal);
  } catch (error) {
    if (!signal.aborted && !isTransient(error)) log(`purge: ${error instanceof Error ? error.message : String(error)}`);
  }
}
