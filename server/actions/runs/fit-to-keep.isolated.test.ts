import { beforeAll, describe, expect, it, vi } from "vitest";
import { captureLog } from "@/server/log/testing/capture-log";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import { fitToKeep } from "./fit-to-keep";
import { sealConstants } from "../definition/seal-constants";
import type { HttpAttempt, StepOutput } from "@/server/schemas/step-output";

const SECRET = "s3cret/value";

let definition: ActionDefinition;

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://localhost/none");
  vi.stubEnv("PARLEY_SECRET", "test-secret-test-secret-test-secret-test");
  vi.stubEnv("PARLEY_URL", "http://localhost:3000");
  vi.stubEnv("INNGEST_DEV", "1");
  definition = {
    name: "Order",
    functionName: "order",
    description: "",
    arguments: [],
    constants: sealConstants([{ secret: true, name: "key", value: SECRET }], []),
    steps: [{ kind: "wait", name: "pause", seconds: 1 }],
    returnMode: "last",
    errorMessage: "",
  };
  return () => vi.unstubAllEnvs();
});

const attempt: HttpAttempt = {
  method: "POST",
  url: `https://a.example/?k=${encodeURIComponent(SECRET)}`,
  requestHeaders: { "x-key": SECRET },
  requestBody: SECRET,
  status: 200,
  error: null,
  durationMs: 1,
  responseBytes: 1,
};

const output: StepOutput = {
  attempts: [attempt],
  status: 200,
  headers: {},
  body: { echo: SECRET },
  truncated: false,
  error: null,
  forBot: SECRET,
};

describe("fitToKeep", () => {
  it("masks an action's secrets", () => {
    const kept = fitToKeep(definition, new Map(), "succeeded", output);
    expect(JSON.stringify(kept)).not.toContain("s3cret");
    expect(kept.body).toEqual({ echo: "•••" });
  });

  it("keeps 64 kB of a request body and adds a note that it was cut", () => {
    const requestBody = `${"ä".repeat(40_000)}${SECRET}`;
    const [kept] = fitToKeep(definition, new Map(), "succeeded", {
      ...output,
      attempts: [{ ...attempt, requestBody }],
    }).attempts;
    expect(kept?.requestBody).toMatch(/^ä+\n\[Cut: the body has 80009 bytes; these are the first of them\.\]$/);
    expect(Buffer.byteLength(kept?.requestBody ?? "")).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(kept?.requestBody ?? "")).toBeGreaterThan(65_000);
  });

  it("cuts a body after masking, so that no part of a secret remains at the end", () => {
    const requestBody = `${"x".repeat(65_440)}${SECRET}${"y".repeat(1000)}`;
    const [kept] = fitToKeep(definition, new Map(), "succeeded", {
      ...output,
      attempts: [{ ...attempt, requestBody }],
    }).attempts;
    expect(kept?.requestBody).not.toContain("s3c");
  });

  it("withholds the whole output instead of throwing when it cannot be searched", () => {
    const log = captureLog();
    const hostile = Object.defineProperty({}, "trap", {
      enumerable: true,
      get: () => {
        throw new Error("no");
      },
    });
    const kept = fitToKeep(definition, new Map(), "succeeded", { ...output, body: hostile });
    expect(JSON.stringify(kept)).not.toContain("s3cret");
    expect(kept).toMatchObject({ status: 200, body: null, attempts: [{ method: "POST", url: "•••", status: 200 }] });
    expect(kept.summary).toContain("could not be searched for secrets");
    expect(log.raw).toHaveLength(1);
    log.stop();
  });
});
