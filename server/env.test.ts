import { describe, expect, it } from "vitest";
import { parseEnv } from "./env";

const complete = {
  DATABASE_URL: "postgres://localhost/parley",
  PARLEY_SECRET: "x".repeat(32),
  PARLEY_URL: "https://parley.example.com",
  INNGEST_EVENT_KEY: "key",
  INNGEST_SIGNING_KEY: "signkey-prod-00",
};

describe("parseEnv", () => {
  it("takes a complete environment", () => {
    expect(parseEnv(complete)).toMatchObject({ PARLEY_URL: "https://parley.example.com" });
  });

  it("names everything that is missing at once", () => {
    const parse = () => parseEnv({});
    for (const name of ["DATABASE_URL", "PARLEY_SECRET", "PARLEY_URL"]) expect(parse).toThrow(`${name}: missing`);
  });

  it("says what is wrong with a value", () => {
    expect(() => parseEnv({ ...complete, PARLEY_SECRET: "short" })).toThrow("at least 32 characters");
  });

  it("wants Inngest's keys or a development server", () => {
    const { INNGEST_EVENT_KEY: _key, ...keyless } = complete;
    expect(() => parseEnv(keyless)).toThrow("INNGEST_EVENT_KEY");
    expect(() => parseEnv({ ...keyless, INNGEST_DEV: "1" })).not.toThrow();
  });

  it("finds the public address on Vercel by itself", () => {
    const { PARLEY_URL: _url, ...rest } = complete;
    expect(parseEnv({ ...rest, VERCEL_PROJECT_PRODUCTION_URL: "p.example.com" }).PARLEY_URL).toBe(
      "https://p.example.com",
    );
  });
});
