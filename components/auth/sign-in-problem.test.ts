import { describe, expect, it } from "vitest";
import { signInProblem } from "./sign-in-problem";

describe("signInProblem", () => {
  it("says how long to wait after too many tries", () => {
    expect(signInProblem("TooManyTries-9")).toBe("Too many attempts. Try again in 9 minutes.");
    expect(signInProblem("TooManyTries-1")).toBe("Too many attempts. Try again in a minute.");
  });

  it.each([undefined, "", "TooManyTries", "TooManyTries-x", "TooManyTries-99999", "toString", "<b>"])(
    "has a text for the code %j, which may be made up",
    (code) => expect(signInProblem(code)).toBe("Signing in did not work. Please try again."),
  );
});
