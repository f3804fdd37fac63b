import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { summarise } from "./statistics.ts";

/** As long as a turn at 1 rests while its model thinks: processors forget in a pause what they had at hand. */
const REST_MS = 50;
const WARM_UP = 300;
const ROUND_TRIPS = 40;

/**
 * How fast the machine is just now: milliseconds (median) of a round trip to a bare Node server in another process, each
 * after a rest. On a machine that others share this drifts within minutes, and a turn at 1 with it; of two runs, only
 * those with like figures here can be compared.
 */
export async function measureMachine(): Promise<number> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "bare-server.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = await once(child.stdout, "data");
    const url = `http://127.0.0.1:${String(port).trim()}/`;
    for (let n = 0; n < WARM_UP; n++) await roundTrip(url);
    const times: number[] = [];
    for (let n = 0; n < ROUND_TRIPS; n++) {
      await sleep(REST_MS);
      times.push(await roundTrip(url));
    }
    return summarise(times, 100).p50;
  } finally {
    child.kill();
  }
}

async function roundTrip(url: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(url, { method: "POST", body: "{}" });
  await response.text();
  return performance.now() - began;
}
