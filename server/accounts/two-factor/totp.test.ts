import { describe, expect, it } from "vitest";
import { newTotpSecret, stepOfCode, totpAddress } from "./totp";

/** The ASCII secret "12345678901234567890" of RFC 6238, appendix B. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe("stepOfCode", () => {
  it.each([
    [59, "287082", 1],
    [1_111_111_109, "081804", 37_037_036],
    [20_000_000_000, "353130", 666_666_666],
  ])("accepts the code of RFC 6238 at %i seconds", (seconds, code, step) => {
    expect(stepOfCode(SECRET, code, seconds * 1000)).toBe(step);
  });

  it("accepts the codes of the step before and after, and no others", () => {
    const steps = [-2, -1, 0, 1, 2].map((away) => stepOfCode(SECRET, "287082", (59 + away * 30) * 1000));
    expect(steps).toEqual([null, 1, 1, 1, null]);
  });

  it.each(["", "28708", "2870820", "abcdef", "287083"])("refuses %j", (code) => {
    expect(stepOfCode(SECRET, code, 59_000)).toBeNull();
  });
});

describe("newTotpSecret", () => {
  it("generates 160 bits, which the address for authenticator apps contains", () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    const address = new URL(totpAddress(secret, "ada@example.com"));
    expect(address.protocol).toBe("otpauth:");
    expect(decodeURIComponent(address.pathname)).toContain("Parley:ada@example.com");
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      secret,
      issuer: "Parley",
      digits: "6",
      period: "30",
    });
  });
});
