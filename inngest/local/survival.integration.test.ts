import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterEach, expect, test } from "vitest";
import { startExecutor } from "./start-executor.ts";
import {
  baseOptions,
  databaseUrl,
  EVENT_KEY,
  listen,
  sendEvents,
  settled,
  SIGNING_KEY,
  startHarness,
  until,
  waitForHealth,
} from "./testing/harness.ts";

const cleanUps: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function freePort(): Promise<number> {
  const probe = await listen(() => {});
  await probe.stop();
  return Number(new URL(probe.url).port);
}

/** The app and the executor as processes that can be killed and restarted. */
async function startProcesses() {
  const dir = mkdtempSync(path.join(tmpdir(), "executor-"));
  const notes = path.join(dir, "notes");
  writeFileSync(notes, "");
  const [appPort, executorPort] = [await freePort(), await freePort()];
  const executorUrl = `http://127.0.0.1:${executorPort}`;
  const env = {
    ...process.env,
    NOTES: notes,
    APP_PORT: String(appPort),
    EXECUTOR_URL: executorUrl,
    DATABASE_URL: databaseUrl(),
    INNGEST_EVENT_KEY: EVENT_KEY,
    INNGEST_SIGNING_KEY: SIGNING_KEY,
    PARLEY_APP_URL: `http://127.0.0.1:${appPort}`,
    PARLEY_EXECUTOR_PORT: String(executorPort),
  };
  const running = new Map<string, ChildProcess>();
  const start = (name: string, file: string) => {
    const script = path.join(import.meta.dirname, file);
    running.set(
      name,
      spawn(process.execPath, ["--no-warnings", script], { env, stdio: ["ignore", "ignore", "inherit"] }),
    );
  };
  const processes = {
    executorUrl,
    startApp: () => start("app", "testing/child-app.ts"),
    startExecutor: () => start("executor", "main.ts"),
    async kill(name: "app" | "executor", signal: NodeJS.Signals = "SIGKILL") {
      const child = running.get(name);
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
    notes: () =>
      readFileSync(notes, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => {
          const [runId = "", step = ""] = line.split(" ");
          return { runId, step };
        }),
  };
  cleanUps.push(async () => {
    await Promise.all([processes.kill("executor"), processes.kill("app")]);
    rmSync(dir, { recursive: true });
  });
  return processes;
}

function connect() {
  const sql = postgres(databaseUrl(), { max: 2, onnotice: () => {} });
  cleanUps.push(() => sql.end());
  return sql;
}

test("After kill -9 of executor and app at any moment, every run ends once and no finished step runs again", async () => {
  const sql = connect();
  const processes = await startProcesses();
  processes.startApp();
  processes.startExecutor();
  await waitForHealth(processes.executorUrl);
  const events = Array.from({ length: 40 }, (_, n) => ({ id: `journey-${n}`, name: "go" }));
  await sendEvents(processes.executorUrl, events);

  for (const [round, victims] of [
    ["executor"],
    ["app"],
    ["executor", "app"],
    ["app"],
    ["executor"],
    ["executor"],
  ].entries()) {
    await sleep(150 + round * 110);
    for (const victim of victims) await processes.kill(victim === "app" ? "app" : "executor");
    if (victims.includes("app")) processes.startApp();
    if (victims.includes("executor")) processes.startExecutor();
    await waitForHealth(processes.executorUrl);
    // The outbox would resend the events that were not acknowledged.
    await sendEvents(processes.executorUrl, events);
  }
  await until(
    async () => (await sql`select 1 from executor.run where status = 'running'`).length === 0,
    "all runs",
    60_000,
  );

  const ended = await sql`select function_id, status, count(*)::int from executor.run group by 1, 2 order by 1`;
  expect(ended).toEqual([
    { function_id: "test-child", status: "completed", count: 40 },
    { function_id: "test-journey", status: "completed", count: 40 },
  ]);
  const steps = Map.groupBy(processes.notes(), ({ runId }) => runId);
  expect(steps.size).toBe(40);
  for (const notes of steps.values()) {
    const order = notes.map(({ step }) => step);
    expect(new Set(order)).toEqual(new Set(["1", "2", "3-a", "3-b", "4-child", "6"]));
    // A step begins after the previous ones have finished, so a lower number later means that a step ran again.
    const numbers = order.map((step) => Number(step[0]));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
  expect(await sql`select 1 from executor.job`).toHaveLength(0);
}, 120_000);

test("The process exits cleanly on SIGTERM and when its parent exits", async () => {
  const processes = await startProcesses();
  processes.startApp();
  processes.startExecutor();
  await waitForHealth(processes.executorUrl);
  await processes.kill("executor", "SIGTERM");
  const env = {
    ...process.env,
    INNGEST_EVENT_KEY: EVENT_KEY,
    INNGEST_SIGNING_KEY: SIGNING_KEY,
    PARLEY_APP_URL: "http://127.0.0.1:9",
    PARLEY_EXECUTOR_PORT: String(await freePort()),
  };
  const script = path.join(import.meta.dirname, "main.ts");
  const child = spawn(process.execPath, ["--no-warnings", script], {
    env,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const url = `http://127.0.0.1:${env.PARLEY_EXECUTOR_PORT}/health`;
  await until(async () => (await fetch(url).catch(() => undefined))?.status === 503, "the executor to listen");
  const gone = once(child, "exit");
  child.disconnect();
  expect((await gone)[0]).toBe(0);
});

test("Two executors on one database run each step once, and the second continues when the leader stops", async () => {
  const ran: string[] = [];
  const harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "shared", triggers: [{ event: "go" }] }, async ({ event, step }) => {
      await step.run("one", () => ran.push(`${event.data["n"]}-1`));
      await step.sleep("nap", "1s");
      await step.run("two", () => ran.push(`${event.data["n"]}-2`));
    }),
  ]);
  cleanUps.push(() => harness.stop());
  const second = await startExecutor(baseOptions(harness.app.url));
  cleanUps.push(() => second.stop(0));
  await waitForHealth(second.url);
  const urls = [harness.executor.url, second.url];
  await Promise.all(Array.from({ length: 40 }, (_, n) => sendEvents(urls[n % 2] ?? "", [{ name: "go", data: { n } }])));
  const finished = () => harness.sql`select 1 from executor.step where value is not null`;
  await until(async () => (await finished()).length >= 40, "the first steps");
  await harness.executor.stop(10_000);
  await settled(harness.sql);
  const expected = Array.from({ length: 40 }, (_, n) => [`${n}-1`, `${n}-2`]).flat();
  expect(ran.toSorted()).toEqual(expected.toSorted());
  await sendEvents(second.url, [{ name: "go", data: { n: 99 } }]);
  await settled(harness.sql);
  expect(ran).toContain("99-2");
});

test("An app that is down uses up no attempts and is found when it is back", async () => {
  const attempts: number[] = [];
  const harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "patient", triggers: [{ event: "go" }], retries: 0 }, ({ step, attempt }) =>
      step.run("work", () => attempts.push(attempt)),
    ),
  ]);
  cleanUps.push(() => harness.stop());
  const port = Number(new URL(harness.app.url).port);
  await harness.app.stop();
  await harness.send({ name: "go" }, { name: "go" });
  await until(
    async () => (await (await fetch(`${harness.executor.url}/health`)).json()).appIsUp === false,
    "the fault",
  );
  await harness.send({ name: "go" });
  await sleep(1_200);
  expect(await harness.sql`select distinct attempt, broken from executor.job`).toEqual([{ attempt: 0, broken: 0 }]);
  await new Promise<void>((resolve) => harness.app.server.listen(port, "127.0.0.1", resolve));
  await harness.settled();
  expect(attempts).toEqual([0, 0, 0]);
});

test("A proxy's error page is not counted as a failure of the function", async () => {
  let broken = 3;
  const attempts: number[] = [];
  const harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "behind-proxy", triggers: [{ event: "go" }], retries: 0 }, ({ attempt }) => {
      attempts.push(attempt);
    }),
  ]);
  cleanUps.push(() => harness.stop());
  const [handler] = harness.app.server.listeners("request");
  harness.app.server.removeAllListeners("request");
  harness.app.server.on("request", (request, response) => {
    if (request.method === "POST" && broken-- > 0) return response.writeHead(502).end("<html>Bad gateway</html>");
    handler?.call(harness.app.server, request, response);
  });
  await harness.send({ name: "go" });
  await harness.settled();
  expect(attempts).toEqual([0]);
});

test("A call that is refused as too large fails its run, and others go on", async () => {
  const harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "large", triggers: [{ event: "large" }] }, () => "read"),
    inngest.createFunction({ id: "small", triggers: [{ event: "small" }] }, () => "read"),
  ]);
  cleanUps.push(() => harness.stop());
  const [handler] = harness.app.server.listeners("request");
  harness.app.server.removeAllListeners("request");
  harness.app.server.on("request", (request, response) => {
    if (request.url?.includes("test-large"))
      return response.writeHead(413).end(`{"error":{"code":"payload_too_large"}}`);
    handler?.call(harness.app.server, request, response);
  });
  await harness.send({ name: "large" });
  await harness.settled();
  await harness.send({ name: "small" });
  await harness.settled();
  const runs = await harness.sql`
    select function_id, status, output::json ->> 'message' as message from executor.run order by 1`;
  expect(runs).toMatchObject([
    { function_id: "test-large", status: "failed", message: expect.stringContaining("too large") },
    { function_id: "test-small", status: "completed" },
  ]);
});

test("A call that always crashes the app fails its run in the end", async () => {
  const harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "deadly", triggers: [{ event: "go" }] }, () => {
      for (const socket of sockets) socket.destroy();
    }),
  ]);
  cleanUps.push(() => harness.stop());
  const sockets = new Set<Socket>();
  harness.app.server.on("connection", (socket) => sockets.add(socket));
  await harness.send({ name: "go" });
  await until(async () => {
    // Skip the pauses between the tries; the event wakes the queue.
    await harness.sql`update executor.job set run_at = now() where owner is null`;
    await harness.send({ name: "nudge" });
    return (await harness.sql`select 1 from executor.run where status = 'failed'`).length > 0;
  }, "the failure");
  const [run] = await harness.sql`select output::json ->> 'message' as message from executor.run`;
  expect(run?.["message"]).toMatch(/^The app broke off this call 21 times/);
}, 30_000);

test("Losing every database connection loses no work", async () => {
  const ran: string[] = [];
  const harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "steady", triggers: [{ event: "go" }] }, async ({ event, step }) => {
      for (const name of ["a", "b", "c", "d"]) {
        await step.run(name, async () => {
          ran.push(`${event.data["n"]}${name}`);
          await sleep(60);
        });
      }
    }),
  ]);
  cleanUps.push(() => harness.stop());
  await harness.send(...Array.from({ length: 10 }, (_, n) => ({ name: "go", data: { n } })));
  for (let round = 0; round < 4; round += 1) {
    await sleep(70);
    await harness.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
  }
  await harness.settled();
  const expected = Array.from({ length: 10 }, (_, n) => ["a", "b", "c", "d"].map((name) => `${n}${name}`)).flat();
  expect(ran.toSorted()).toEqual(expected.toSorted());
});
