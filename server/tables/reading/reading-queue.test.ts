import { describe, expect, it } from "vitest";
import { faultOf } from "../testing/fault-of";
import { takeTurn } from "./reading-queue";

describe("the queue of files to be read", () => {
  it("lets few start, in their order, and refuses more than may wait until some are over", async () => {
    const started: number[] = [];
    const turns = Array.from({ length: 30 }, async (_, i) => {
      const release = await takeTurn();
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
    (await takeTurn())();
  });
});
