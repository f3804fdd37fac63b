import { expect, it } from "vitest";
import { makeUser } from "@/db/testing/factories";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { hashPassword } from "../passwords/password";

const password = "correct horse battery";

it("Without a mail server, an address changes immediately, stays unconfirmed, and can be no other account's", async () => {
  const { userId } = await makeUser({ passwordHash: await hashPassword(password), emailConfirmedAt: new Date() });
  const { email: taken } = await makeUser();
  const { accounts } = createTestCaller({ userId });
  const conflict = accounts.changeEmail({ email: taken, password });
  await expect(conflict).rejects.toMatchObject({ code: "CONFLICT", cause: { details: [{ path: ["email"] }] } });
  expect(await accounts.changeEmail({ email: "moved@example.com", password })).toEqual({ result: "changed" });
  expect(await accounts.account()).toMatchObject({ isEmailConfirmed: false, sendsMail: false });
  await expect(accounts.sendConfirmation()).rejects.toThrow("sends no e-mails");
});
