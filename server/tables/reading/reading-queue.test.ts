import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { faultOf } from "../testing/fault-of";
import { takeAllPlaces } from "../testing/take-all-places";
import { takeTurn } from "./reading-queue";

describe("the queue of reading jobs", () => {
  it("starts few jobs, in order, and refuses more while it is full", async () => {
    const started: number[] = [];
    const turns = Array.from({ length: 30 }, async (_, i) => {
      const release = await takeTurn(`workspace ${i}`);
      started.push(i);
      return release;
    });
    const faults = turns.map((turn) => faultOf(turn));
    const refused = await Promise.all(faults.slice(-8));
    expect(refused).toEqual(refused.map(() => "Many files are being read just now. Try again in a minute."));
    const running = started.length;
    expect([1, 2]).toContain(running);
    for (const turn of turns.slice(0, running + 20)) (await turn)();
    expect(started).toEqual(Array.from({ length: running + 20 }, (_, i) => i));
    (await takeTurn("another"))();
  });

  it("lets workspaces take turns, however many files each has waiting", async () => {
    let started = "";
    const jobs = [..."aaaaaabbc"].map(async (workspace) => {
      const release = await takeTurn(workspace);
      started += workspace;
      await setImmediate();
      release();
    });
    await Promise.all(jobs);
    expect(started).toHaveLength(9);
    // Of the first six jobs, only three may be a's, since b and c take their turns in between.
    expect(started.slice(0, 6).split("").toSorted().join("")).toBe("aaabbc");
  });

  it("serves a workspace that comes later before the next file of one that was just served", async () => {
    let started = "";
    const run = async (workspace: string) => {
      const release = await takeTurn(workspace);
      started += workspace;
      return release;
    };
    const [first, ...others] = [..."xxx"].map(run);
    const release = await first;
    const late = run("y");
    release?.();
    await setImmediate();
    // Up to two jobs run at the same time.
    expect(started).toMatch(/^xx?y$/);
    await Promise.all([...others, late].map(async (job) => (await job)()));
  });

  it("starts a text while files take all of their places, and only one at a time", async () => {
    const giveBack = await takeAllPlaces();
    const text = await takeTurn("c", { lane: "texts" });
    const next = takeTurn("d", { lane: "texts" });
    expect(await Promise.race([next, setImmediate("waits")])).toBe("waits");
    text();
    (await next)();
    await giveBack();
  });

  it("keeps room for other workspaces when one has many files waiting", async () => {
    const turns = Array.from({ length: 30 }, () => takeTurn("a"));
    const other = takeTurn("b").then((release) => release());
    const results = await Promise.all(
      turns.map(async (turn) => {
        const release = await turn.catch(() => null);
        release?.();
        return release !== null;
      }),
    );
    expect([11, 12]).toContain(results.filter(Boolean).length);
    await other;
  });
});
