import { describe, expect, it } from "vitest";
import { assertStrongPassword } from "./assert-strong-password";

const ada = { email: "ada.lovelace@example.com", name: "Ada Lovelace" };

describe("assertStrongPassword", () => {
  it.each([
    "password12",
    "Password123",
    "P@ssw0rd1234",
    "          ",
    "aaaaaaaaaa",
    "a1".repeat(100),
    "1234567890",
    "qwertyuiop",
    "abcdefghij",
    "iloveyou12",
    "ada.lovelace@example.com",
    "ada.lovelace",
    "Ada Lovelace",
    "lovelace12",
    "adalovelace1",
    "AdaLovelace2026",
    "lovelaceada1",
    "correcthorse",
  ])("refuses %j at the field password", async (password) => {
    await expect(assertStrongPassword(password, ada)).rejects.toMatchObject({
      code: "invalid",
      details: [{ path: ["password"], message: expect.stringContaining("easy to guess") }],
    });
  });

  it.each([
    "correct horse battery",
    "another password",
    "pass-Zk3_9vQpT1",
    "гора река облако",
    "x7!Qz_9vQpT1-Lm3".repeat(12),
  ])("accepts %j", async (password) => expect(await assertStrongPassword(password, ada)).toBeUndefined());
});
