import { describe, expect, it } from "vitest";
import { readGithubEmails } from "./oauth-providers";

describe("readGithubEmails", () => {
  it("takes the primary e-mail with its verification", () => {
    const list = [
      { email: "old@example.com", primary: false, verified: true, visibility: null },
      { email: "ada@example.com", primary: true, verified: true, visibility: "private" },
    ];
    expect(readGithubEmails(list)).toEqual({ email: "ada@example.com", email_verified: true });
  });

  it("does not call verified what GitHub does not", () => {
    const list = [
      { email: "ada@example.com", primary: true, verified: false, visibility: null },
      { email: "old@example.com", primary: false, verified: true, visibility: null },
    ];
    expect(readGithubEmails(list)).toEqual({ email: "ada@example.com", email_verified: false });
  });

  it.each([[[]], [{ message: "Bad credentials" }], [null]])("finds nothing verified in %j", (answer) => {
    expect(readGithubEmails(answer)).toEqual({ email_verified: false });
  });
});
