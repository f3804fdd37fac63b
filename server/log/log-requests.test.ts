import { once } from "node:events";
import { Agent, createServer, get, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { logEvent } from "./log-event";
import { logRequests } from "./log-requests";
import { noteRequest } from "./request-scope";
import { type CapturedLog, captureLog } from "./testing/capture-log";

let server: Server;
let url = "";
let log: CapturedLog;

beforeAll(async () => {
  logRequests();
  logRequests();
  server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
    if (pathname === "/never") return;
    await sleep(Number(searchParams.get("wait")));
    noteRequest({ workspaceId: `ws_${searchParams.get("wait")}` });
    logEvent("inside", { wait: searchParams.get("wait") });
    response.writeHead(pathname === "/broken" ? 500 : 200).end("done");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  log = captureLog();
});
afterEach(() => log.stop());

const requestLines = () => log.lines().filter(({ event }) => event === "request");

it("logRequests writes one line for a request, with its id, method, path, status and time", async () => {
  await (await fetch(`${url}/api/trpc/bots.list?input=s3cret`, { method: "POST", body: "s3cret" })).text();
  await vi.waitFor(() => expect(requestLines()).toHaveLength(1));
  expect(requestLines()[0]).toEqual({
    level: "info",
    time: expect.any(String),
    event: "request",
    requestId: expect.stringMatching(/^req_/),
    method: "POST",
    path: "/api/trpc/bots.list",
    status: 200,
    ms: expect.any(Number),
    workspaceId: "ws_null",
  });
  expect(log.raw.join("")).not.toContain("s3cret");
});

it("logRequests keeps apart requests that overlap, also on one connection", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (wait: number) =>
    new Promise<void>((resolve) => {
      get(`${url}/a?wait=${wait}`, { agent }, (response) => response.resume().once("end", resolve));
    });
  await Promise.all([ask(20), ask(1), fetch(`${url}/b?wait=10`).then((response) => response.text())]);
  await vi.waitFor(() => expect(requestLines()).toHaveLength(3));
  agent.destroy();
  const inside = log.lines().filter(({ event }) => event === "inside");
  const idByWait = Object.fromEntries(inside.map(({ wait, requestId }) => [`ws_${String(wait)}`, requestId]));
  expect(new Set(Object.values(idByWait)).size).toBe(3);
  for (const { workspaceId, requestId } of requestLines()) expect(idByWait[String(workspaceId)]).toBe(requestId);
});

it.each([
  ["/api/callback/t0ken-of-a-callback", "/api/callback/•••"],
  ["/api/files/fil_1/holiday%20photo.png?signature=s3cret", "/api/files/fil_1/•••"],
  ["/api/demo/orders/A-1042", "/api/demo/orders/•••"],
  [`/${"long".repeat(200)}`, `/${"long".repeat(200)}`.slice(0, 200)],
])("logRequests shows %s without what is private", async (address, path) => {
  await (await fetch(url + address)).text();
  await vi.waitFor(() => expect(requestLines()).toEqual([expect.objectContaining({ path })]));
});

it("logRequests writes no line for static files, and lines of frequent calls at the level debug", async () => {
  for (const path of ["/_next/static/a.js", "/favicon.ico", "/api/inngest", "/api/health", "/broken"]) {
    await (await fetch(url + path)).text();
  }
  await vi.waitFor(() => expect(requestLines()).toHaveLength(3));
  expect(requestLines().map(({ path, level }) => [path, level])).toEqual([
    ["/api/inngest", "debug"],
    ["/api/health", "debug"],
    ["/broken", "error"],
  ]);
});

it("logRequests marks a request whose caller left before the answer", async () => {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1", () => socket.write("GET /never HTTP/1.1\r\nHost: x\r\n\r\n"));
  await once(server, "request");
  socket.destroy();
  await vi.waitFor(() => expect(requestLines()).toEqual([expect.objectContaining({ path: "/never", cutOff: true })]));
});
