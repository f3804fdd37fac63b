import { channel } from "node:diagnostics_channel";
import type { serve } from "inngest/node";
import type { Later } from "../later.ts";

/** Handles requests like a route handler of Next.js. */
type Handler = (request: Request, later: Later) => Promise<Response>;

/** The routes that can be served without Next.js. */
export interface DirectRoutes {
  /** Whether `answerCall` may handle a call of `/api/inngest`. All others are passed to Next.js, which limits them. */
  isSmallCall(contentLength: string | undefined): boolean;
  answerCall: ReturnType<typeof serve>;
  /** Returns the handler of any other direct route, or undefined. */
  find(method: string, path: string): Handler | undefined;
}

type Load = () => Promise<DirectRoutes>;

// Uses Node's registry of channels, because the server and the app's bundle run in one process but share no module.
const offers = channel("parley:direct-routes");

/** Offers the direct routes to this process's custom server, if there is one. It loads them at its first request. */
export function offerDirectRoutes(load: Load): void {
  offers.publish({ load });
}

/** Receives the direct routes that this process's app offers when it starts. */
export function onDirectRoutes(take: (load: Load) => void): void {
  offers.subscribe((offer) => take((offer as { load: Load }).load));
}
