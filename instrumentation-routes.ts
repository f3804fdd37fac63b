import type { IncomingMessage, ServerResponse } from "node:http";
import { sendResponse } from "@remix-run/node-fetch-server";
import { serve } from "inngest/node";
import { MAX_UNCHECKED, refuseBadJson } from "@/inngest/limit-call";
import { serveOptions } from "@/inngest/serve-options";
import { messageRoutes } from "@/server/channels/message-routes";
import type { DirectRoutes } from "@/server/http/direct-routes";
import { inSpan } from "@/server/log/in-span";

const callFunction = serve(serveOptions());

/**
 * The routes that handle every message, for the custom server that serves them without Next.js (docs/adr/0003). Addresses
 * in any other form are passed to Next.js.
 */
export const directRoutes: DirectRoutes = {
  isSmallCall,
  answerCall,
  find(method, path) {
    for (const { route, ...door } of messageRoutes) {
      const match = method === door.method ? door.path.exec(path) : null;
      if (match) return (request, later) => traced(route, () => door.handle(request, match.groups ?? {}, later));
    }
    return undefined;
  },
};

/** Next.js makes a span for each request that it answers; these requests bypass it. */
function traced(route: string, answer: () => Promise<Response>): Promise<Response> {
  return inSpan(`POST ${route}`, { "http.request.method": "POST", "http.route": route }, answer);
}

/** Node ends a body at its Content-Length, so the SDK can read it without a further limit. */
function isSmallCall(contentLength: string | undefined): boolean {
  return Number(contentLength) <= MAX_UNCHECKED;
}

async function answerCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await callFunction(request, response);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    await sendResponse(response, refuseBadJson());
  }
}
