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

it("A sealed secret can be opened", () => {
  expect(openSecret(sealSecret("päss wörd"))).toBe("päss wörd");
  expect(openSecret(sealSecret(""))).toBe("");
});

it("A secret is sealed differently each time", () => {
  expect(sealSecret("same")).not.toBe(sealSecret("same"));
});

it("A sealed secret that was changed is refused", () => {
  const sealed = sealSecret("secret");
  const [version, iv, tag, body = ""] = sealed.split(".");
  const flipped = (body.startsWith("A") ? "B" : "A") + body.slice(1);
  expect(() => openSecret([version, iv, tag, flipped].join("."))).toThrow(/authenticate/);
  expect(() => openSecret("v0.a.b.c")).toThrow("Not a sealed secret");
});
