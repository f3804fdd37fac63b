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
