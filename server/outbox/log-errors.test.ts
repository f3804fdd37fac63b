import { DrizzleQueryError } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type CapturedLog, captureLog } from "@/server/log/testing/capture-log";
import { errorLog } from "./log-errors";

let log: CapturedLog;
beforeEach(() => {
  log = captureLog();
});
afterEach(() => log.stop());

it("The error log contains what failed and where, without the values of a query", () => {
  const error = new DrizzleQueryError("insert into runs values ($1)", ["s3cret"], new Error("no connection"));
  errorLog.error({ err: error, runId: "run_1" }, "Inngest step error");
  const line = log.text();
  expect(line).toMatch(
    /^Inngest step error Failed query: insert into runs values \(\$1\)\ncaused by: Error: no connection/,
  );
  expect(line).toContain('runId="run_1"');
  expect(line).not.toContain("s3cret");
});

it("The error log contains one line per minute about refused signatures, without a stack", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const refuse = () =>
    errorLog.error({ err: new Error("Invalid signature"), method: "POST" }, "Signature validation failed");
  for (let call = 0; call < 1000; call++) refuse();
  vi.advanceTimersByTime(60_000);
  refuse();
  vi.useRealTimers();
  expect(log.lines()).toHaveLength(2);
  expect(log.lines()[0]?.["msg"]).toMatch(/^Signature validation failed: .*logged\.$/);
  expect(log.lines().map(({ level }) => level)).not.toContain("error");
});

it("The error log leaves out aborted request bodies, which the server logs", () => {
  const aborted = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
  errorLog.error({ err: aborted }, "Failed calling `body` from serve handler when checking body");
  expect(log.raw).toEqual([]);
  errorLog.error({ err: aborted }, "Inngest step error");
  expect(log.raw).toHaveLength(1);
});
