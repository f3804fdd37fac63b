import { DrizzleQueryError } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { errorLog } from "./log-errors";

afterEach(() => vi.restoreAllMocks());

it("says what failed and where, without the values of a query", () => {
  const log = vi.spyOn(console, "error").mockReturnValue();
  const error = new DrizzleQueryError("insert into runs values ($1)", ["s3cret"], new Error("no connection"));
  errorLog.error({ err: error, runId: "run_1" }, "Inngest step error");
  const [line] = log.mock.calls[0] ?? [];
  expect(line).toMatch(
    /^Inngest step error Failed query: insert into runs values \(\$1\)\ncaused by: Error: no connection/,
  );
  expect(line).toContain('runId="run_1"');
  expect(line).not.toContain("s3cret");
});

it("logs refused signatures by one line a minute, without a stack", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const log = vi.spyOn(console, "warn").mockReturnValue();
  const errors = vi.spyOn(console, "error").mockReturnValue();
  const refuse = () =>
    errorLog.error({ err: new Error("Invalid signature"), method: "POST" }, "Signature validation failed");
  for (let call = 0; call < 1000; call++) refuse();
  vi.advanceTimersByTime(60_000);
  refuse();
  vi.useRealTimers();
  expect(log).toHaveBeenCalledTimes(2);
  expect(log.mock.calls[0]?.[0]).toMatch(/^Signature validation failed: .*logged\.$/);
  expect(errors).not.toHaveBeenCalled();
});

it("leaves bodies that their sender cut off to the server's log", () => {
  const log = vi.spyOn(console, "error").mockReturnValue();
  const aborted = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
  errorLog.error({ err: aborted }, "Failed calling `body` from serve handler when checking body");
  expect(log).not.toHaveBeenCalled();
  errorLog.error({ err: aborted }, "Inngest step error");
  expect(log).toHaveBeenCalledTimes(1);
});
