import { serve } from "inngest/next";
import { limitCall } from "@/inngest/limit-call";
import { serveOptions } from "@/inngest/serve-options";

/** A step is one webhook call or one model call, each of up to 120 s. */
export const maxDuration = 300;

type Handlers = ReturnType<typeof serve>;

let handlers: Handlers | undefined;

/** Created on the first request, because the build loads this file without the product's environment. */
function handler(): Handlers {
  handlers ??= serve(serveOptions());
  return handlers;
}

export const GET: Handlers["GET"] = (request, context) => handler().GET(request, context);
export const POST: Handlers["POST"] = limitCall((request, context) => handler().POST(request, context));
export const PUT: Handlers["PUT"] = limitCall((request, context) => handler().PUT(request, context));
