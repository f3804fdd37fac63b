import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { DomainError } from "@/server/errors";
import { captureLog } from "@/server/log/testing/capture-log";
import { errorResponse } from "./error-response";

describe("errorResponse", () => {
  it("returns a refusal unchanged", async () => {
    const details = [{ path: ["rows", 1], message: "Too long." }];
    const response = errorResponse(new DomainError("invalid", "One row is too long.", { details }), "req_1");
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      error: { code: "invalid", message: "One row is too long.", request_id: "req_1", details },
    });
    expect(response.headers.has("retry-after")).toBe(false);
  });

  it("returns the time to retry in whole seconds", () => {
    const response = errorResponse(new DomainError("limit_exceeded", "Slower, please.", { retryAfter: 1.2 }));
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("2");
  });

  it.each([
    new DrizzleQueryError("select $1", ["sk-very-secret"], new Error("connection lost")),
    new Error("wrapped", { cause: new DrizzleQueryError("select $1", ["sk-very-secret"]) }),
  ])("logs the details of %s without values, and does not return them", async (error) => {
    const log = captureLog();
    const response = errorResponse(error, "req_2");
    const logged = log.text();
    log.stop();
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain("req_2");
    expect(text).not.toMatch(/select|secret|connection|wrapped/);
    expect(logged).toMatch(/req_2 .*|select \$1/);
    expect(log.raw.join("\n")).not.toContain("sk-very-secret");
  });

  it("handles thrown values that are not errors", async () => {
    const log = captureLog();
    const response = errorResponse("sk-very-secret", "req_3");
    expect(response.status).toBe(500);
    expect(log.raw.join("\n")).not.toContain("sk-very-secret");
    log.stop();
  });
});
