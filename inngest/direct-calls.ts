import { channel } from "node:diagnostics_channel";
import type { serve } from "inngest/node";

/** Answers a call of a function, as `/api/inngest` does. */
export type CallListener = ReturnType<typeof serve>;
type Load = () => Promise<CallListener>;

// Node's own registry of channels: the server and the bundle of the app meet in one process, and share no module.
const offers = channel("parley:function-calls");

/** Offers the functions to the server of this process, if it wants them; it loads them at the first call. */
export function offerDirectCalls(load: Load): void {
  offers.publish({ load });
}

/** Takes what the app of this process offers when it starts, for calls of functions to go past Next.js. */
export function onDirectCalls(take: (load: Load) => void): void {
  offers.subscribe((offer) => take((offer as { load: Load }).load));
}
