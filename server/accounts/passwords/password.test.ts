import { parseOptions } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { checkPassword, DUMMY_HASH, hashPassword } from "./password";

describe("checkPassword", () => {
  it("accepts the hashed password and no other", async () => {
    const hashed = await hashPassword("correct horse battery");
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await checkPassword(hashed, "correct horse battery")).toBe(true);
    expect(await checkPassword(hashed, "correct horse batterz")).toBe(false);
  });

  it("accepts every way in which keyboards compose the same letters", async () => {
    expect(await checkPassword(await hashPassword("caf\u00e9 au lait"), "cafe\u0301 au lait")).toBe(true);
  });

  it("does the same work without a hash, and accepts no password then", async () => {
    const { saltLen: _salt, ...dummy } = parseOptions(DUMMY_HASH);
    const { saltLen: _ownSalt, ...own } = parseOptions(await hashPassword("any password"));
    expect(dummy).toEqual(own);
    expect(await checkPassword(null, "any password")).toBe(false);
  });
});
