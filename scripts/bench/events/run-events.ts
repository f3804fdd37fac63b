import { parseArgs } from "node:util";
import { writeResults } from "../write-results.ts";
import { measureKills } from "./measure-kills.ts";
import { measureList } from "./measure-list.ts";
import { measureLatency, measureSpeed } from "./measure-speed.ts";
import { HEALTHY } from "./receivers.ts";
import { addEndpoints, makeScene } from "./scene.ts";

/** The goals: for the 95th percentile of the list, of the latency at 100 events per second, and the rest as they read. */
const GOALS = { listMs: 150, latencyMs: 1000, deliveredPerSecond: 300, repeated: 0.01 };

/**
 * `npm run bench -- events [--events 10000] [--kills]` measures how events reach 20 endpoints, of which 5 misbehave; with
 * `--kills` while the product is killed. `--rows 1000000` measures the list of deliveries instead. Returns whether the
 * goals were met.
 */
export async function runEvents(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      events: { type: "string", default: "10000" },
      kills: { type: "boolean", default: false },
      rows: { type: "string" },
    },
  });
  if (values.rows !== undefined) return runList(Number(values.rows));
  return values.kills ? runKills(Number(values.events)) : runSpeed(Number(values.events));
}

async function runList(rows: number): Promise<boolean> {
  const figures = await measureList(rows);
  console.log("The list of deliveries through the API: milliseconds of the first four pages");
  console.table(figures);
  writeResults("event-list", figures);
  return figures.every(({ p95 }) => p95 <= GOALS.listMs);
}

/** The healthy endpoints while the latency is measured. */
const FEW = 1;

async function runSpeed(events: number): Promise<boolean> {
  const scene = await makeScene(FEW);
  try {
    const latency = await measureLatency(scene, FEW);
    console.log(
      `Real conversations recorded ${latency.eventsPerSecond} events/s; milliseconds until an endpoint had one`,
    );
    console.table([{ ...latency.latency, missing: latency.missing }]);
    await addEndpoints(scene.customer, scene.receivers.all.slice(FEW, HEALTHY));
    const speed = await measureSpeed(scene, events);
    console.log("Recorded as fast as possible, and sent to 15 healthy endpoints while 5 misbehave");
    console.table([speed]);
    writeResults("events", { latency, speed });
    return (
      latency.missing + speed.missing === 0 &&
      latency.latency.p95 < GOALS.latencyMs &&
      speed.deliveredPerSecond >= GOALS.deliveredPerSecond
    );
  } finally {
    await scene.close();
  }
}

async function runKills(events: number): Promise<boolean> {
  const scene = await makeScene();
  try {
    const figures = await measureKills(scene, events);
    console.log("Recorded while the product and its database were killed with SIGKILL");
    console.table([figures]);
    writeResults("event-kills", figures);
    const { missing, repeated, unknown, withoutSchedule } = figures;
    return missing + unknown + withoutSchedule === 0 && repeated <= GOALS.repeated;
  } finally {
    await scene.close();
  }
}
