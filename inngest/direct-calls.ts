import type { serve } from "inngest/node";

/** Answers a call of a function, as `/api/inngest` does. */
type CallListener = ReturnType<typeof serve>;

interface DirectCalls {
  load(): Promise<CallListener>;
}

// On globalThis: the server and the bundle of the app meet in one process, and share no module.
const holder = globalThis as typeof globalThis & { parleyDirectCalls?: DirectCalls | "wanted" };

/** Says, before the app starts, that the server of this process takes calls of functions past Next.js. */
export function wantDirectCalls(): void {
  holder.parleyDirectCalls = "wanted";
}

/** Offers the functions to the server of this process, where it wants them; they are loaded at the first call. */
export function offerDirectCalls(load: () => Promise<CallListener>): void {
  if (holder.parleyDirectCalls === "wanted") holder.parleyDirectCalls = { load };
}

/** What answers calls of functions. @throws Error when the app has not started or was built without it. */
export async function directCalls(): Promise<CallListener> {
  const calls = holder.parleyDirectCalls;
  if (typeof calls !== "object") throw new Error("The app offers no functions.");
  return calls.load();
}
