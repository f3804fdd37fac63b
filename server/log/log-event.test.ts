import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { logSettings } from "../env";
import { logEvent } from "./log-event";
import { readableLine } from "./readable-line";
import { type CapturedLog, captureLog } from "./testing/capture-log";

let log: CapturedLog;
beforeEach(() => {
  log = captureLog();
});
afterEach(() => log.stop());

describe("logEvent", () => {
  it("writes one line of JSON, also for values with line breaks", () => {
    logEvent("thing.done", { id: "a\nb", ms: 3, host: null, ok: true });
    const [line = ""] = log.raw;
    expect(log.raw).toHaveLength(1);
    expect(line.trimEnd()).not.toContain("\n");
    expect(JSON.parse(line)).toEqual({
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      event: "thing.done",
      id: "a\nb",
      ms: 3,
      host: null,
      ok: true,
    });
  });

  it("masks fields that are named like secrets", () => {
    logEvent("thing.done", { token: "t0ken", authorization: "Bearer t0ken", password: "t0ken", id: "x" });
    expect(log.lines()).toEqual([expect.objectContaining({ token: "•••", password: "•••", id: "x" })]);
    expect(log.raw.join("")).not.toContain("t0ken");
  });
});

describe("readableLine", () => {
  it("shows a line of the log on one line, and leaves other lines as they are", () => {
    logEvent("thing.done", { id: "a\nb", ms: 3 }, "warn");
    expect(readableLine(log.raw[0] ?? "")).toMatch(/^\d\d:\d\d:\d\d\.\d{3} WARN thing\.done id="a\\nb" ms=3$/);
    expect(readableLine("✓ Ready\n")).toBe("✓ Ready");
    expect(readableLine('{"level":broken')).toBe('{"level":broken');
  });
});

describe("logSettings", () => {
  it.each([
    [{ NODE_ENV: "production" }, { level: "info", format: "json", isFrozenBetweenRequests: false }],
    [
      { NODE_ENV: "production", VERCEL: "1" },
      { level: "info", format: "json", isFrozenBetweenRequests: true },
    ],
    [
      { NODE_ENV: "production", LOG_LEVEL: "warn" },
      { level: "warn", format: "json" },
    ],
    [
      { NODE_ENV: "development", LOG_LEVEL: "loud" },
      { level: "info", format: "readable" },
    ],
    [{ NODE_ENV: "test" }, { level: "silent", format: "readable" }],
  ])("reads %j as %j", (source, settings) => {
    expect(logSettings(source)).toMatchObject(settings);
  });
});
