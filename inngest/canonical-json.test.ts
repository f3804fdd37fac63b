import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

test("canonicalJson sorts keys at every depth and drops undefined values", () => {
  expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: null, 10: 0, 9: 0 })).toBe(
    '{"10":0,"9":0,"a":null,"b":[{"d":1}]}',
  );
});

test("canonicalJson gives the same text after a round trip", () => {
  const odd = { "": "\0\uD800", numbers: [1e21, -0, 0.1], toJSON: 1, inner: { toJSON: { b: 1, a: 2 }, z: 1, 2: 1 } };
  const text = canonicalJson(odd);
  expect(canonicalJson(JSON.parse(text))).toBe(text);
});
