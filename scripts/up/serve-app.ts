/**
 * Serves the built app on one machine: Next.js, behind a server that answers the frequent message requests itself and
 * stops in order.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { finished } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { createRequestListener } from "@remix-run/node-fetch-server";
import next from "next";
import { env } from "../../server/env.ts";
import { API_HEADERS, commonHeaders } from "../../server/http/security-headers.ts";
import { type DirectRoutes, onDirectRoutes } from "../../server/http/direct-routes.ts";
import type { Later } from "../../server/later.ts";
import { logEvent } from "../../server/log/log-event.ts";
import { logFailure } from "../../server/log/log-failure.ts";
import { shownPath } from "../../server/log/shown-path.ts";
import { ALLOW, isServed } from "../../server/http/served-methods.ts";
import { writeForwardedFor } from "./forwarded-for.ts";

const host = process.env["HOST"];
const port = Number(process.env["PORT"]);
let loadRoutes: (() => Promise<DirectRoutes>) | undefined;
onDirectRoutes((load) => {
  loadRoutes = load;
});
const app = next({ dev: false, port });
/** The address that handlers see, as with Next.js: a Host header is not trustworthy. */
const ADDRESS = { protocol: "http:", host: `localhost:${port}` };
// Requests wait until the app is ready; a connection is refused only while nothing listens.
const ready = app.prepare().then(() => app.getRequestHandler());
ready.catch(die);

const HEADERS = commonHeaders(process.env["PARLEY_URL"] ?? "");

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => fail(request, response, error));
});
server.on("error", die);
server.listen(port, host);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());

/** The systems that the templates' actions call: an answer in progress may call this part of the product. */
const DEMO_SYSTEMS = "/api/demo/";

/** How long a stop still accepts the product's own requests; the rest of the supervisor's 5 s is for closing. */
const FINISHING_MS = 3_500;

/** External requests in progress, and the work that they left to do after their answers. */
const underWay = new Set<ServerResponse | Promise<void>>();
let state: "serving" | "finishing" | "closing" = "serving";
const idle = Promise.withResolvers<void>();

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answerPage = await ready;
  response.setHeaders(HEADERS);
  const [path = ""] = (request.url ?? "").split("?");
  if (!isServed(request.method)) return void response.writeHead(405, { allow: ALLOW }).end();
  const isCall = path === "/api/inngest";
  if (!isTaken(isCall || path.startsWith(DEMO_SYSTEMS))) return refuse(response);
  if (!isCall) {
    underWay.add(response);
    response.once("close", () => isDone(response));
  }
  writeForwardedFor(request, env().PARLEY_TRUST_PROXY);
  const routes = await loadRoutes?.();
  if (isCall && routes?.isSmallCall(request.headers["content-length"])) {
    response.setHeaders(API_HEADERS);
    return routes.answerCall(request, response);
  }
  const handle = routes?.find(request.method ?? "GET", path);
  if (!handle) return answerPage(request, response);
  response.setHeaders(API_HEADERS);
  const later = laterThan(response, path);
  createRequestListener((incoming) => handle(incoming, later), ADDRESS)(request, response);
}

function laterThan(response: ServerResponse, path: string): Later {
  // Resolves even if the reader has already disconnected.
  const over = finished(response).catch(() => {});
  return (work) => {
    const left = typeof work === "function" ? over.then(work) : work;
    underWay.add(left);
    left
      .catch((error: unknown) => logFailure(shownPath(path), "work after the answer", error))
      .then(() => isDone(left));
  };
}

function isDone(what: ServerResponse | Promise<void>): void {
  underWay.delete(what);
  if (underWay.size === 0 && state !== "serving") idle.resolve();
}

function isTaken(isOwn: boolean): boolean {
  return state === "serving" || (isOwn && state === "finishing");
}

function refuse(response: ServerResponse): void {
  response.writeHead(503, { connection: "close", "retry-after": "2" }).end();
}

function die(error: unknown): never {
  console.error(error);
  process.exit(1);
}

function fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const where = `${request.method} ${shownPath(request.url ?? "")}`;
  // Anyone can cut off any number of requests, so these leave no stack in the log.
  if (request.destroyed && !request.complete) logEvent("request.cut_off", { where }, "warn");
  else logFailure(where, "request failed", error);
  if (!response.headersSent) response.statusCode = 500;
  response.end();
}

/**
 * Finishes the requests in progress, and then the work that they left to do. Requests that an answer may wait for,
 * mainly calls of functions, are still accepted.
 */
async function stop(): Promise<void> {
  state = "finishing";
  endFeeds();
  if (underWay.size > 0) await Promise.race([idle.promise, sleep(FINISHING_MS)]);
  state = "closing";
  await new Promise((resolve) => server.close(resolve));
  await app.close();
  process.exit(0);
}

/** Ends open event streams, which would delay the stop indefinitely; their pages reconnect by themselves. */
function endFeeds(): void {
  for (const response of underWay) {
    if (response instanceof Promise) continue;
    const isStream = String(response.getHeader("content-type")).startsWith("text/event-stream");
    if (isStream && response.req.method === "GET") response.destroy();
  }
}
