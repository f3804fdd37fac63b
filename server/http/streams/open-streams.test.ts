import { describe, expect, it } from "vitest";
import { OpenStreams } from "./open-streams";

describe("OpenStreams", () => {
  it("ends a reader's oldest stream above the limit, and no other reader's", () => {
    const streams = new OpenStreams(2);
    const others = streams.enter("b");
    const [first, second, third] = [streams.enter("a"), streams.enter("a"), streams.enter("a")];
    const displaced = [first, second, third, others].map((place) => place.displaced.aborted);
    expect(displaced).toEqual([true, false, false, false]);
    expect([streams.count("a"), streams.count("b")]).toEqual([2, 1]);
  });

  it("frees the place of a stream that has ended", () => {
    const streams = new OpenStreams(2);
    const [first, second] = [streams.enter("a"), streams.enter("a")];
    second.leave();
    streams.enter("a");
    expect(first.displaced.aborted).toBe(false);
    expect(streams.count("a")).toBe(2);
  });

  it("counts the end of a displaced stream once", () => {
    const streams = new OpenStreams(1);
    const first = streams.enter("a");
    const second = streams.enter("a");
    first.leave();
    first.leave();
    expect(streams.count("a")).toBe(1);
    second.leave();
    expect(streams.count("a")).toBe(0);
  });
});
