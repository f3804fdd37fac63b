import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { listenLocally } from "@/db/testing/local-server";
import { sample } from "@/server/channels/custom/testing/sample";

const FILE = fileURLToPath(new URL("./echo-receiver.mjs", import.meta.url));

const running: ChildProcess[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((child) => ended(child, "SIGKILL")));
});

describe("the echo receiver", () => {
  it("prints what arrives and answers 200", async () => {
    const receiver = await start();
    expect((await receiver.post(sample("out: test_request"))).status).toBe(200);
    expect((await receiver.post(sample("out: new_messages"), { "webhook-id": "dlv_1" })).status).toBe(200);
    expect((await receiver.post(sample("out: new_messages with files"), { "webhook-id": "dlv_2" })).status).toBe(200);
    await receiver.printed("/api/files/");
    expect(receiver.output()).toContain("The test button works.");
    expect(receiver.output()).toContain("new_messages dlv_1");
    expect(receiver.output()).toContain("chat amazon-88120\n    ai: Your order is on its way.");
    expect(receiver.output()).toContain("employee: It arrives on Friday.");
    expect(receiver.output()).toContain("ai: [document] invoice A-1042.pdf, application/pdf, 48213 bytes");
  });

  it("answers 401 without the configured secret", async () => {
    const receiver = await start({ SECRET: "hush" });
    const body = sample("out: test_request");
    const statuses = [];
    for (const authorization of ["", "hush", "Bearer hus", "Bearer hush ", "bearer hush", "Bearer hush"]) {
      statuses.push((await receiver.post(body, { authorization })).status);
    }
    // HTTP itself drops the blank at a header's end.
    expect(statuses).toEqual([401, 401, 401, 200, 401, 200]);
    expect(receiver.output()).not.toContain("hush");
  });

  it("marks a repeated webhook-id, and tells a failed attempt from one that was taken", async () => {
    const receiver = await start();
    await receiver.post(sample("out: new_messages"), { "webhook-id": "dlv_1" });
    await receiver.post(sample("out: new_messages"), { "webhook-id": "dlv_1" });
    await receiver.printed("dlv_1 (number 2, a repeat: already taken)");
    const failing = await start({}, ["--fail", "100"]);
    await failing.post(sample("out: new_messages"), { "webhook-id": "dlv_1" });
    expect((await failing.post(sample("out: new_messages"), { "webhook-id": "dlv_1" })).status).toBe(503);
    await failing.printed("dlv_1 (number 2)");
  });

  it("is slow when it is told to be", async () => {
    const receiver = await start({ SLOW_SECONDS: "0.3" }, ["--slow", "100"]);
    const began = performance.now();
    expect((await receiver.post(sample("out: test_request"))).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThanOrEqual(290);
  });

  it("sends each text back as a customer's message, once, and not for ever", async () => {
    const api = await startApi();
    const url = `${api.origin}/api/webhook/custom/message`;
    const receiver = await start({ TOKEN: "prl_1", URL: url, MAX_REPLIES: "3" }, ["--reply"]);
    for (const id of ["dlv_1", "dlv_1", "dlv_2", "dlv_3"]) {
      await receiver.post(sample("out: new_messages"), { "webhook-id": id });
    }
    await receiver.printed("3 replies sent, no more");
    // It counts a reply before it sends it.
    await expect.poll(() => api.requests.length).toBe(3);
    await receiver.printed('202 {"status":"accepted"}');
    expect(api.requests).toHaveLength(3);
    expect(api.requests[0]).toEqual({
      authorization: "Bearer prl_1",
      body: {
        api_version: 1,
        message_id: "echo-msg_01kabcdefghjkmnpqrstvwxyz1",
        chat_id: "amazon-88120",
        text: "Your order is on its way.",
        message_sender: "customer",
        source: "Echo receiver",
      },
    });
    expect(receiver.output()).toContain('202 {"status":"accepted"}');
  });

  it("goes on when a reply cannot be sent", async () => {
    const receiver = await start({ TOKEN: "prl_1", URL: "http://127.0.0.1:9/" }, ["--reply"]);
    await receiver.post(sample("out: new_messages"), { "webhook-id": "dlv_1" });
    await receiver.printed("The reply was not sent");
    expect((await receiver.post(sample("out: test_request"))).status).toBe(200);
  });

  it.each(["", "{", "[]", "null", '"text"'])("answers 400 to %j", async (body) => {
    const receiver = await start();
    expect((await receiver.post(body)).status).toBe(400);
  });

  it("survives malformed input and removes control characters", async () => {
    const receiver = await start();
    expect((await receiver.post({ event_type: "new_messages", new_messages: "?" })).status).toBe(200);
    expect((await receiver.post({ event_type: "new_messages", new_messages: [{ type: "image" }] })).status).toBe(200);
    const text = "\u001b[2J\u0007gone\nnext";
    await receiver.post({ event_type: "new_messages", chat_id: "c", new_messages: [{ type: "text", text }] });
    await receiver.printed("gone next");
    expect(receiver.output()).not.toMatch(/[^\P{Cc}\n]/u);
    expect((await receiver.post("x".repeat(11 * 1024 * 1024)).catch(() => ({ status: 413 }))).status).toBe(413);
    expect((await fetch(receiver.url)).status).toBe(405);
  });

  it.each([
    [["--reply"], {}, "needs the channel's token"],
    [["--fail", "many"], {}, '--fail is a number from 0 to 100, not "many"'],
    [["--quick"], {}, "Unknown option '--quick'"],
    [[], { PORT: "70000" }, "PORT is a number"],
  ])("says what is wrong with %j %j", async (args, env, message) => {
    const child = run(env, args);
    const [error, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  });

  it("says so when its port is taken", async () => {
    const receiver = await start();
    const child = run({ PORT: new URL(receiver.url).port });
    const [error, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect([code, error]).toEqual([2, expect.stringContaining("is taken. Choose another: PORT=4001")]);
  });
});

/** Starts the receiver on a free port, and waits until it listens. */
async function start(env: Record<string, string> = {}, args: string[] = []) {
  const child = run({ PORT: "0", ...env }, args);
  let printedSoFar = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (printedSoFar += chunk));
  const printed = async (part: string) => {
    while (!printedSoFar.includes(part)) await once(child.stdout, "data");
  };
  await printed("Listening on");
  const url = /http:\S+/.exec(printedSoFar)?.[0] ?? "";
  return {
    url,
    output: () => printedSoFar,
    printed,
    post: (body: unknown, headers: Record<string, string> = {}) =>
      fetch(url, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) }),
  };
}

function run(env: Record<string, string>, args: string[] = []) {
  const base = { PATH: process.env["PATH"] ?? "", NODE_ENV: "test" as const };
  const child = spawn(process.execPath, [FILE, ...args], {
    env: { ...base, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  return child;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
}

/** What stands in for Parley's incoming API. */
async function startApi() {
  const requests: { authorization: string | undefined; body: unknown }[] = [];
  const { origin } = await listenLocally(async (request, response) => {
    requests.push({ authorization: request.headers.authorization, body: JSON.parse(await text(request)) });
    response.writeHead(202).end('{"status":"accepted"}');
  });
  return { origin, requests };
}
