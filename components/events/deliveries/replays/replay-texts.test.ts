import { describe, expect, it } from "vitest";
import { isRecent, replayTitle } from "./replay-texts";

describe("A replay of many events", () => {
  it("says what it does while it runs, and how it ended", () => {
    expect(replayTitle({ mode: "failed", status: "running" })).toBe("Queuing the undelivered events again");
    expect(replayTitle({ mode: "all", status: "stopped" })).toBe("The replay of all events was stopped");
    expect(replayTitle({ mode: "all", status: "finished" })).toBe("Queued all events again");
  });

  it("is shown for ten minutes after its end", () => {
    const now = Date.parse("2026-08-01T10:00:00Z");
    expect(isRecent({ finishedAt: null }, now)).toBe(false);
    expect(isRecent({ finishedAt: "2026-08-01T09:51:00Z" }, now)).toBe(true);
    expect(isRecent({ finishedAt: "2026-08-01T09:49:00Z" }, now)).toBe(false);
  });
});
