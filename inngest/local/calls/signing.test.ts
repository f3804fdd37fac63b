import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { hashSigningKey, isSameSecret, signRequest } from "./signing.ts";
import { defaultBackoff } from "../queue/backoff.ts";

test("signRequest signs the body and the time with the key behind its prefix", () => {
  const expected = createHmac("sha256", "00ff").update('{"a":1}1700000000').digest("hex");
  expect(signRequest('{"a":1}', "signkey-prod-00ff", 1_700_000_000_999)).toBe(`t=1700000000&s=${expected}`);
});

test("hashSigningKey hashes the key's bytes and keeps its prefix", () => {
  expect(hashSigningKey("signkey-test-00ff")).toMatch(/^signkey-test-[0-9a-f]{64}$/);
  expect(hashSigningKey("signkey-test-00ff")).not.toContain("00ff0");
});

test("isSameSecret compares secrets of any length", () => {
  expect(isSameSecret("a", "a")).toBe(true);
  expect(isSameSecret("a", "ab")).toBe(false);
  expect(isSameSecret("", "a")).toBe(false);
});

test("The backoff grows with jitter up to an hour", () => {
  for (const [attempt, seconds] of [3, 10, 30].entries()) {
    expect(defaultBackoff(attempt)).toBeGreaterThanOrEqual(seconds * 800);
    expect(defaultBackoff(attempt)).toBeLessThanOrEqual(seconds * 1_200);
  }
  expect(defaultBackoff(500)).toBeLessThanOrEqual(4_320_000);
});
