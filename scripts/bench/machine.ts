import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { summarise } from "./statistics.ts";

/** As long as the pause of a single turn while its model answers: processors lose cached data in a pause. */
const REST_MS = 50;
const WARM_UP = 300;
const ROUND_TRIPS = 40;

/**
 * Measures the machine's current speed: the median milliseconds of a round trip to a bare Node server in another
 * process, each after a pause. On a shared machine it drifts within minutes, and a single turn's time with it; two runs
 * are only comparable if these figures are similar.
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
