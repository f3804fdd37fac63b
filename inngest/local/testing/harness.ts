/** A real app (the SDK's own serve handler on node:http) and a real executor on the test's database. */
import { createServer, type Server } from "node:http";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import postgres from "postgres";
import { startExecutor, type Executor, type ExecutorOptions } from "../start-executor.ts";

export const EVENT_KEY = "test-event-key";
export const SIGNING_KEY = "signkey-test-0123456789abcdef";

export interface Harness {
  inngest: Inngest;
  executor: Executor;
  app: TestApp;
  sql: postgres.Sql;
  /** The executor's log lines. */
  log: string[];
  /** Sends events directly, without the SDK. */
  send(...events: object[]): Promise<Response>;
  /** Resolves when no run is in progress; throws after 15 s. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestApp {
  url: string;
  server: Server;
  stop(): Promise<void>;
}

type Functions = InngestFunction.Any[];

/** Starts both and waits until the executor knows the functions. */
export async function startHarness(
  define: (inngest: Inngest) => Functions,
  options: Partial<ExecutorOptions> = {},
): Promise<Harness> {
  const handler = Promise.withResolvers<ReturnType<typeof serve>>();
  const app = await listen((request, response) => void handler.promise.then((handle) => handle(request, response)));
  const log: string[] = [];
  const executor = await startExecutor({ ...baseOptions(app.url), log: (line) => log.push(line), ...options });
  const inngest = makeClient(executor.url);
  handler.resolve(serve({ client: inngest, functions: define(inngest) }));
  const sql = postgres(databaseUrl(), { max: 2, onnotice: () => {} });
  await waitForHealth(executor.url);
  return {
    inngest,
    executor,
    app,
    sql,
    log,
    send: (...events) => sendEvents(executor.url, events),
    settled: () => settled(sql),
    async stop() {
      await executor.stop(0);
      await app.stop();
      // The next test has other functions, which must not get this test's runs.
      await sql`truncate executor.run, executor.job, executor.step, executor.wait, executor.event, executor.once`;
      await sql.end();
    },
  };
}

export function baseOptions(appUrl: string): ExecutorOptions {
  return {
    databaseUrl: databaseUrl(),
    eventKey: EVENT_KEY,
    signingKey: SIGNING_KEY,
    appUrl,
    port: 0,
    backoff: () => 20,
    log: () => {},
  };
}

export function makeClient(baseUrl: string, signingKey = SIGNING_KEY): Inngest {
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  return new Inngest({
    id: "test",
    isDev: false,
    checkpointing: true,
    baseUrl,
    eventKey: EVENT_KEY,
    signingKey,
    logger: quiet,
  });
}

export async function listen(listener: Parameters<typeof createServer>[1], port = 0): Promise<TestApp> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server does not listen.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    server,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function sendEvents(executorUrl: string, events: object[], key = EVENT_KEY): Promise<Response> {
  return fetch(`${executorUrl}/e/${key}`, {
    method: "POST",
    body: JSON.stringify(events),
    headers: { "content-type": "application/json" },
  });
}

export async function waitForHealth(executorUrl: string): Promise<void> {
  await until(async () => (await fetch(`${executorUrl}/health`).catch(() => undefined))?.status === 200, "health");
}

export async function settled(sql: postgres.Sql): Promise<void> {
  await until(async () => {
    const [going] = await sql`select 1 from executor.run where status = 'running' limit 1`;
    return going === undefined;
  }, "all runs to end");
}

/** Polls for a condition that is only visible in another process or table. */
export async function until(isSo: () => Promise<boolean> | boolean, what: string, withinMs = 25_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs} ms for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function databaseUrl(): string {
  const url = process.env["DATABASE_URL"];
  if (!url) throw new Error("DATABASE_URL is missing.");
  return url;
}
