import { parseOptions } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { checkPassword, DUMMY_HASH, hashPassword } from "./password";

describe("passwords", () => {
  it("match themselves and nothing else", async () => {
    const hashed = await hashPassword("correct horse battery");
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await checkPassword(hashed, "correct horse battery")).toBe(true);
    expect(await checkPassword(hashed, "correct horse batterz")).toBe(false);
  });

  it("match however the keyboard composes their letters", async () => {
    expect(await checkPassword(await hashPassword("caf\u00e9 au lait"), "cafe\u0301 au lait")).toBe(true);
  });

  it("cost the same where there is no hash as where there is one, and never match there", async () => {
    const { saltLen: _salt, ...dummy } = parseOptions(DUMMY_HASH);
    const { saltLen: _ownSalt, ...own } = parseOptions(await hashPassword("any password"));
    expect(dummy).toEqual(own);
    expect(await checkPassword(null, "any password")).toBe(false);
  });
});
