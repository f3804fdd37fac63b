import { beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "@/server/ids";
import { callbackAddress } from "./callback-token";
import { hideCallbackTokens } from "./hide-callback-tokens";

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://localhost/none");
  vi.stubEnv("PARLEY_SECRET", "test-secret-test-secret-test-secret-test");
  vi.stubEnv("PARLEY_URL", "http://localhost:3000");
  vi.stubEnv("INNGEST_DEV", "1");
  return () => vi.unstubAllEnvs();
});

describe("hideCallbackTokens", () => {
  it.each([1, 20])("masks the address of the step at position %i, whether URL-encoded or not", (position) => {
    const address = callbackAddress({ runId: newId("actionRun"), position });
    const shown = "http://localhost:3000/api/callback/•••";
    expect(hideCallbackTokens(`at ${address}, ${encodeURIComponent(address)}`)).toBe(
      `at ${shown}, ${encodeURIComponent("http://localhost:3000/api/callback/")}•••`,
    );
  });

  it("leaves a megabyte of incomplete addresses unchanged", () => {
    const text = "run_".repeat(250_000);
    expect(hideCallbackTokens(text)).toBe(text);
  });
});
