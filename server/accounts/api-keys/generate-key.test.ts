import { describe, expect, it } from "vitest";
import { generateKey, isKey, prefixOf } from "./generate-key";

describe("generateKey", () => {
  it("generates keys with a recognisable prefix that differ in every part", () => {
    const keys = Array.from({ length: 500 }, generateKey);
    expect(keys.every((key) => /^parley_[0-9A-Za-z]{40}$/.test(key))).toBe(true);
    expect(new Set(keys).size).toBe(500);
    for (const at of [7, 20, 46]) expect(new Set(keys.map((key) => key[at])).size).toBeGreaterThan(40);
  });

  it("has at least 192 random bits that the shown prefix does not reveal", () => {
    const key = generateKey();
    const hidden = key.slice(prefixOf(key).length);
    expect(hidden.length * Math.log2(62)).toBeGreaterThanOrEqual(192);
  });
});

describe("isKey", () => {
  it("accepts a generated key", () => expect(isKey(generateKey())).toBe(true));

  it.each(["", "parley_", generateKey().slice(1), `${generateKey()}x`, `${generateKey()}\n`, "sk_live_0123456789"])(
    "refuses %j",
    (text) => expect(isKey(text)).toBe(false),
  );
});
