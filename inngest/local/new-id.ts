/** Ids of events and runs: they sort by the time they were made. */
import { randomFillSync } from "node:crypto";
import { monotonicFactory } from "ulidx";

const random = new Uint8Array(1024);
let used = random.length;

export const newId: () => string = monotonicFactory(takeRandom);

/** From 0 up to 1. The library's own source asks the system for each of an id's 16 digits, which costs more than the rest. */
function takeRandom(): number {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  return (random[used++] ?? 0) / 256;
}
