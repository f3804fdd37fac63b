import { subscribe } from "node:diagnostics_channel";
import { logEvent } from "./log-event.ts";
import { beginRequest } from "./request-scope.ts";
import { shownPath } from "./shown-path.ts";

/** What is used of Node's request and response. */
interface Exchange {
  request: { method?: string; url?: string };
  response: { statusCode: number; writableFinished: boolean; once(event: "close", listener: () => void): unknown };
}

declare global {
  // Global, so that a process subscribes once even if a bundler copies this module.
  var parleyLogsRequests: boolean | undefined;
}

/**
 * Logs one line for each request of this process, once its answer has been sent or its connection is gone. Node reports
 * the requests of every HTTP server here, so pages, route handlers and the routes that bypass Next.js are all included.
 */
export function logRequests(): void {
  if (globalThis.parleyLogsRequests) return;
  globalThis.parleyLogsRequests = true;
  subscribe("http.server.request.start", (message) => logExchange(asExchange(message)));
}

/** Node documents these properties for `http.server.request.start`. */
function asExchange(message: unknown): Exchange {
  return message as Exchange;
}

function logExchange({ request, response }: Exchange): void {
  const scope = beginRequest();
  const began = performance.now();
  const path = (request.url ?? "").split("?", 1)[0] ?? "";
  if (isAsset(path)) return;
  response.once("close", () => {
    scope.isOver = true;
    const { statusCode: status } = response;
    const fields = {
      requestId: scope.id,
      method: request.method,
      path: shownPath(path),
      status,
      ms: Math.round(performance.now() - began),
      ...(!response.writableFinished && { cutOff: true }),
      ...scope.fields,
    };
    logEvent("request", fields, isFrequent(path) ? "debug" : status >= 500 ? "error" : "info");
  });
}

function isAsset(path: string): boolean {
  return path.startsWith("/_next/") || /^\/[\w.-]+\.(?:ico|png|svg|txt|webmanifest|xml)$/.test(path);
}

/** Each step of a durable function is a call, with a line of its own where it matters; monitors ask for the health. */
function isFrequent(path: string): boolean {
  return path === "/api/inngest" || path === "/api/health";
}
