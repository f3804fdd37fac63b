import { channel } from "node:diagnostics_channel";
import type { serve } from "inngest/node";
import type { Later } from "../later.ts";

/** Answers requests as a route handler of Next.js does. */
type Handler = (request: Request, later: Later) => Promise<Response>;

/** What can be answered without Next.js. */
export interface DirectRoutes {
  /** Whether a call of a function, `/api/inngest`, is one for `answerCall`. All others are for Next.js, which limits them. */
  isSmallCall(contentLength: string | undefined): boolean;
  answerCall: ReturnType<typeof serve>;
  /** What else answers such a request, if anything does. */
  find(method: string, path: string): Handler | undefined;
}

type Load = () => Promise<DirectRoutes>;

// Node's own registry of channels: the server and the bundle of the app meet in one process, and share no module.
const offers = channel("parley:direct-routes");

/** Offers them to the server of this process, if it wants them; it loads them at its first request. */
export function offerDirectRoutes(load: Load): void {
  offers.publish({ load });
}

/** Takes what the app of this process offers when it starts. */
export function onDirectRoutes(take: (load: Load) => void): void {
  offers.subscribe((offer) => take((offer as { load: Load }).load));
}
