import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../db/embedded/postgres.ts";
import { sendChatMessage } from "../support/chat-client.ts";
import { signUpCustomer } from "../support/customer-client.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";
import { addModel, makeOrderBot } from "../support/make-bot.ts";
import { processesNaming, processTree, untilGone } from "../support/processes.ts";
import { makeDataDir, type Product, runUp, startProduct } from "../support/start-product.ts";
import { answerAsScripted } from "../support/scripted-model.ts";
import { until } from "../support/until.ts";

let product: Product;
/** Stands for a collector of OpenTelemetry. */
let collector: LocalServer;

/** This machine's address on its network; undefined without a network. */
const otherAddress = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === "IPv4")?.address;

beforeAll(async () => {
  collector = await startLocalServer();
  product = await startProduct({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_BSP_SCHEDULE_DELAY: "100",
    },
  });
}, 300_000);

afterAll(async () => {
  await product.stop();
  await collector.close();
});

describe("A started product", () => {
  it("reports at /api/health that every part is ready, and its version", async () => {
    const health = await fetch(`${product.url}/api/health`);
    expect(health.status).toBe(200);
    expect(await health.json()).toEqual({
      status: "ok",
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      checks: { database: "ready", executor: "ready" },
    });
  });

  it("prints its address and how long the start took, without colours if there is no terminal", () => {
    expect(product.output()).toContain(`Parley is ready:  http://localhost:${product.port}`);
    expect(product.output()).toMatch(/started in [\d.]+ m?s/);
    expect(product.output()).not.toContain("\u001B");
  });

  it.runIf(otherAddress)("is not reachable at the machine's other addresses unless HOST is set", async () => {
    const url = new URL("/api/health", product.url);
    url.hostname = otherAddress ?? "";
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  it("keeps its secrets from other users and prints none of them", () => {
    const file = path.join(product.dataDir, "secrets.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const secrets = JSON.parse(readFileSync(file, "utf8"));
    expect(Object.keys(secrets)).toEqual(["PARLEY_SECRET", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"]);
    expect(secrets.INNGEST_SIGNING_KEY).toMatch(/^signkey-prod-[0-9a-f]{64}$/);
    for (const secret of Object.values<string>(secrets)) expect(product.output()).not.toContain(secret);
  });

  it("accepts calls of its functions without Next.js, and only from the executor", async () => {
    const stranger = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
    const call = await fetch(`${product.url}/api/inngest?fnId=parley-run-action&stepId=step`, stranger);
    expect(call.status).toBe(401);
    expect([call, await fetch(`${product.url}/api/health`)].map(passedNext)).toEqual([false, true]);
  });

  it("logs each request by one line of JSON, and sends a span for it, without its secrets", async () => {
    const ask = (path: string, body?: string) =>
      fetch(`${product.url}${path}?key=qu3ry`, {
        method: body === undefined ? "GET" : "POST",
        headers: { authorization: "Bearer t0ken", cookie: "next-auth.session-token=c00kie" },
        ...(body !== undefined && { body }),
      });
    const sent = [
      await ask("/api/webhook/custom/message", "w0rds"),
      await ask("/sign-in"),
      await ask("/api/callback/s3cret", "{}"),
    ];
    expect(sent.map(({ status }) => status)).toEqual([401, 200, 404]);
    const logged = () =>
      product
        .output()
        .split("\n")
        .filter((line) => line.startsWith('{"level":"info"'))
        .map((line) => JSON.parse(line));
    const paths = ["/api/webhook/custom/message", "/sign-in", "/api/callback/•••"];
    await until(() => paths.every((path) => logged().some((line) => line.path === path)), 10_000);
    expect(logged().filter(({ event, path }) => event === "request" && path === paths[0])).toEqual([
      expect.objectContaining({ method: "POST", status: 401, requestId: expect.stringMatching(/^req_/) }),
    ]);
    const spans = () => collector.requests.map(({ body }) => body).join("\n");
    const names = ["POST /api/webhook/custom/message", "GET /sign-in", "POST /api/callback/[token]"];
    await until(() => names.every((name) => spans().includes(`"${name}"`)), 20_000);
    expect(spans()).toContain('"stringValue":"parley"');
    for (const seen of [product.output(), spans()]) expect(seen).not.toMatch(/qu3ry|t0ken|c00kie|w0rds|s3cret/);
  });

  it("answers 405 to methods that no route has", async () => {
    const trace = (path: string) => request(`${product.url}${path}`, { method: "TRACE" });
    const answers = await Promise.all(["/api/inngest", "/api/health", "/bots"].map(trace));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([405, 405, 405]);
  });

  it("accepts messages without Next.js, and all other requests to their addresses through it", async () => {
    const chat = `${product.url}/api/chat/nobody`;
    const custom = `${product.url}/api/webhook/custom/message?source=test`;
    const sent = { headers: { "content-type": "application/json" }, body: "{}" };
    const [visitor, system] = await Promise.all([chat, custom].map((url) => fetch(url, { method: "POST", ...sent })));
    expect([visitor?.status, await visitor?.json()]).toEqual([404, { error: expect.objectContaining({}) }]);
    expect([system?.status, await system?.json()]).toEqual([401, { detail: expect.any(String) }]);
    expect(system?.headers.get("www-authenticate")).toBe("Bearer");
    expect([visitor, system].map((answer) => answer && passedNext(answer))).toEqual([false, false]);

    const others = await Promise.all([fetch(chat, { method: "OPTIONS" }), fetch(chat), fetch(custom)]);
    expect(others.map(({ status }) => status)).toEqual([204, 405, 405]);
    expect(others.map(passedNext)).toEqual([true, true, true]);
  });

  it("is reported by a second start on the same data folder, which changes nothing", async () => {
    const second = runUp({ dataDir: product.dataDir, port: await freePort() });
    expect(await second.ended).toBe(1);
    const [, pid] = /as process (\d+), at (\S+)/.exec(second.output()) ?? [];
    expect(second.output()).toContain(`at http://localhost:${product.port}`);
    expect(() => process.kill(Number(pid), 0)).not.toThrow();
    expect((await fetch(`${product.url}/api/health`)).status).toBe(200);
  });
});

describe("An impossible start", () => {
  it("reports the process that uses its port, and starts nothing", async () => {
    const squatter = createServer().listen(0);
    const { port } = squatter.address() as AddressInfo;
    const dataDir = makeDataDir();
    const up = runUp({ dataDir, port });
    expect(await up.ended).toBe(1);
    squatter.close();
    expect(up.output()).toContain(`Port ${port} is taken by process ${process.pid}`);
    expect(existsSync(path.join(dataDir, "db"))).toBe(false);
    rmSync(dataDir, { recursive: true });
  });

  it("refuses an invalid port", async () => {
    const dataDir = makeDataDir();
    const up = runUp({ dataDir, port: 70_000 });
    expect(await up.ended).toBe(1);
    rmSync(dataDir, { recursive: true });
    expect(up.output()).toContain('PORT is "70000"; it must be a whole number from 1 to 65535.');
  });

  it("refuses a host that is not an address of this machine", async () => {
    const dataDir = makeDataDir();
    const up = runUp({ dataDir, port: await freePort(), env: { HOST: "192.0.2.1" } });
    expect(await up.ended).toBe(1);
    expect(up.output()).toContain('HOST is "192.0.2.1", which is not an address of this machine');
    expect(existsSync(path.join(dataDir, "db"))).toBe(false);
    rmSync(dataDir, { recursive: true });
  });

  it("reports a damaged file instead of making new secrets", async () => {
    const dataDir = makeDataDir();
    writeFileSync(path.join(dataDir, "secrets.json"), '{"PARLEY_SECRET": "x');
    const up = runUp({ dataDir, port: await freePort() });
    expect(await up.ended).toBe(1);
    expect(up.output()).toContain("secrets.json is damaged");
    rmSync(dataDir, { recursive: true });
  });

  it("makes no new secrets beside a database that the old ones encrypted", async () => {
    const dataDir = makeDataDir();
    mkdirSync(path.join(dataDir, "db"));
    writeFileSync(path.join(dataDir, "db.password"), "old");
    const up = runUp({ dataDir, port: await freePort() });
    expect(await up.ended).toBe(1);
    expect(up.output()).toContain("secrets.json is missing, but the database beside it is there");
    rmSync(dataDir, { recursive: true });
  });

  it("reports a database that can't be opened, without its password", async () => {
    const dataDir = makeDataDir();
    const closed = await freePort();
    const env = { DATABASE_URL: `postgres://parley:hunter2@127.0.0.1:${closed}/parley` };
    const up = runUp({ dataDir, port: await freePort(), env });
    expect(await up.ended).toBe(1);
    expect(up.output()).toContain(`DATABASE_URL (127.0.0.1:${closed})`);
    expect(up.output()).not.toContain("hunter2");
    rmSync(dataDir, { recursive: true });
  });
});

describe("An end", () => {
  it("by SIGTERM is clean: exit code 0, no process left, and the next start has the same data", async () => {
    const before = readFileSync(path.join(product.dataDir, "secrets.json"), "utf8");
    await product.restart();
    expect((await fetch(`${product.url}/api/health`)).status).toBe(200);
    expect(readFileSync(path.join(product.dataDir, "secrets.json"), "utf8")).toBe(before);

    const short = await startProduct();
    const code = await short.stop();
    expect(code).toBe(0);
    expect(processesNaming(short.dataDir)).toEqual([]);
  });

  it("by SIGTERM finishes the answers in progress, with the actions that they call, and refuses new requests", async () => {
    const asked = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const model = await startLocalServer(async (request) => {
      if (request.url === "/orders/A1042") return { status: 200, body: '"It is on its way."' };
      asked.resolve();
      await goOn.promise;
      return answerAsScripted(request);
    });
    const short = await startProduct({ env: { PARLEY_ALLOWED_PRIVATE_HOSTS: "127.0.0.1" } });
    const customer = await signUpCustomer(short.url);
    const bot = await makeOrderBot(
      customer,
      (definition) => ({
        ...definition,
        functionName: "look_up",
        arguments: [{ name: "round", description: "", type: "string", required: true }],
        steps: definition.steps.map((step) => ({ ...step, url: `${model.url}/orders/{{args.round}}` })),
      }),
      { model: await addModel(customer, `${model.url}/v1`, "scripted") },
    );
    const answer = sendChatMessage(`${short.url}/api/chat/${bot.webChannel}`, { id: "m-1", text: "do look_up A1042" });
    await asked.promise;
    const stopped = short.stop();
    await until(async () => (await fetch(`${short.url}/api/health`)).status === 503, 2_000);
    goOn.resolve();
    expect((await answer).text).toContain("It is on its way.");
    expect(await stopped).toBe(0);
    // What was logged last is written before the process ends.
    for (const event of ["action.step", "turn.ended"]) expect(short.output()).toContain(`"event":"${event}"`);
    expect(short.output()).toContain(`"path":"/api/chat/${bot.webChannel}"`);
    await model.close();
  });

  it("by SIGTERM does not wait for pages with open event streams", async () => {
    const short = await startProduct();
    const { cookie } = await signUpCustomer(short.url);
    const feed = await fetch(`${short.url}/api/inbox/events`, { headers: { cookie } });
    const ended = feed.text().catch(() => "broken off");
    expect(await short.stop()).toBe(0);
    // A stop that waited for the stream would end only when the supervisor kills the app.
    expect(short.output()).not.toContain("is killed");
    await ended;
  });

  it("by SIGTERM during a start leaves no process running", async () => {
    const dataDir = makeDataDir();
    const up = runUp({ dataDir, port: await freePort() });
    await new Promise<void>((resolve) => up.child.stdout?.once("data", () => resolve()));
    up.child.kill("SIGTERM");
    expect(await up.ended).toBe(0);
    expect(processesNaming(dataDir)).toEqual([]);
    rmSync(dataDir, { recursive: true });
  });

  it("by kill -9 of everything is repaired by the next start", async () => {
    await product.kill9();
    expect(existsSync(path.join(product.dataDir, "db", "postmaster.pid"))).toBe(true);
    await product.restart();
    expect((await fetch(`${product.url}/api/health`)).status).toBe(200);
  });

  it("by kill -9 of the supervisor ends app and executor too, and the next start takes the database over", async () => {
    await product.kill9Supervisor();
    await expect(fetch(`${product.url}/api/health`)).rejects.toThrow("fetch failed");
    expect(processesNaming(product.dataDir)).toHaveLength(1);
    await product.restart();
    expect((await fetch(`${product.url}/api/health`)).status).toBe(200);
    expect(processesNaming(product.dataDir)).toHaveLength(1);
  });

  it("of the database alone ends the product with the reason and leaves no process running", async () => {
    const dataDir = makeDataDir();
    const up = runUp({ dataDir, port: await freePort() });
    await up.ready;
    const parts = processTree(up.pid);
    for (const pid of processesNaming(dataDir)) process.kill(pid, "SIGKILL");
    expect(await up.ended).toBe(1);
    expect(up.output()).toContain("The database ended unexpectedly.");
    await untilGone(parts);
    rmSync(dataDir, { recursive: true });
  });

  it("of the executor alone is reported, and the executor is restarted", async () => {
    const [executor = 0] = executorsOf(product);
    expect(executor).toBeGreaterThan(1);
    process.kill(executor, "SIGKILL");
    await until(() => product.output().includes("The durable executor ended unexpectedly (SIGKILL)"), 10_000);
    await until(() => executorsOf(product).some((pid) => pid !== executor), 10_000);
    await until(async () => (await fetch(`${product.url}/api/health`)).status === 200, 30_000);
    expect(executorsOf(product)).toHaveLength(1);
  });
});

/** Next.js adds a Vary header to every answer that passes through it. */
function passedNext({ headers }: Response): boolean {
  return headers.has("vary");
}

/** The executors among the product's own processes; other products may run on this machine. */
function executorsOf({ dataDir }: Product): number[] {
  const { pid } = JSON.parse(readFileSync(path.join(dataDir, "instance.json"), "utf8"));
  const own = processTree(pid);
  return processesNaming("inngest/local/main.ts").filter((candidate) => own.includes(candidate));
}
