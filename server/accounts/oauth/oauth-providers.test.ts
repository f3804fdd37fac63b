import { describe, expect, it } from "vitest";
import { readGithubEmails } from "./oauth-providers";

describe("readGithubEmails", () => {
  it("returns the primary e-mail and whether it is verified", () => {
    const list = [
      { email: "old@example.com", primary: false, verified: true, visibility: null },
      { email: "ada@example.com", primary: true, verified: true, visibility: "private" },
    ];
    expect(readGithubEmails(list)).toEqual({ email: "ada@example.com", email_verified: true });
  });

  it("returns an unverified e-mail as unverified", () => {
    const list = [
      { email: "ada@example.com", primary: true, verified: false, visibility: null },
      { email: "old@example.com", primary: false, verified: true, visibility: null },
    ];
    expect(readGithubEmails(list)).toEqual({ email: "ada@example.com", email_verified: false });
  });

  it.each([[[]], [{ message: "Bad credentials" }], [null]])("returns no verified e-mail for %j", (answer) => {
    expect(readGithubEmails(answer)).toEqual({ email_verified: false });
  });
});
