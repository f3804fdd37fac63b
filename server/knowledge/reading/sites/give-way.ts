import { setImmediate } from "node:timers/promises";

/** How long a loop may occupy the process. */
const SLICE_MS = 10;

/** Returns a function to await in each turn of a long loop: it lets other work of the process continue now and then. */
export function giveWay(): () => Promise<void> {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < SLICE_MS) return;
    await setImmediate();
    begun = performance.now();
  };
}
