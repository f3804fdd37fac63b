import { beforeAll, expect, it } from "vitest";
import { openSecret, sealSecret } from "./secret-box";

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgres://localhost/none",
    PARLEY_SECRET: "unit-test-secret-unit-test-secret",
    PARLEY_URL: "http://localhost:3000",
    INNGEST_DEV: "1",
  });
});

it("opens what it sealed", () => {
  expect(openSecret(sealSecret("päss wörd"))).toBe("päss wörd");
  expect(openSecret(sealSecret(""))).toBe("");
});

it("seals the same secret differently each time", () => {
  expect(sealSecret("same")).not.toBe(sealSecret("same"));
});

it("refuses a sealed secret that was changed", () => {
  const sealed = sealSecret("secret");
  const [version, iv, tag, body = ""] = sealed.split(".");
  const flipped = (body.startsWith("A") ? "B" : "A") + body.slice(1);
  expect(() => openSecret([version, iv, tag, flipped].join("."))).toThrow(/authenticate/);
  expect(() => openSecret("v0.a.b.c")).toThrow("Not a sealed secret");
});
