/** Ids of events and runs, which sort by creation time. */
import { randomFillSync } from "node:crypto";
import { monotonicFactory } from "ulidx";

const random = new Uint8Array(1024);
let used = random.length;

export const newId: () => string = monotonicFactory(takeRandom);

/**
 * From 0 up to 1. The library's own source calls the system for each of an id's 16 digits, which is most of the cost.
 */
function takeRandom(): number {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  return (random[used++] ?? 0) / 256;
}
