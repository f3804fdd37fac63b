import { expect, it } from "vitest";
import { makeUser } from "@/db/testing/factories";
import { setHits } from "@/db/testing/set-hits";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { EMAIL_CHANGES_PER_USER } from "../limits/account-limits";
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

it("Without a mail server, an account can ask for five addresses in an hour, so that it cannot find out who has one", async () => {
  const { userId } = await makeUser({ passwordHash: await hashPassword(password) });
  const { email: taken } = await makeUser();
  const { accounts } = createTestCaller({ userId });
  const { limit, windowSeconds } = EMAIL_CHANGES_PER_USER;
  await setHits({ key: `change-email:${userId}`, windowSeconds }, limit - 1);
  await expect(accounts.changeEmail({ email: taken, password })).rejects.toMatchObject({ code: "CONFLICT" });
  for (const email of [taken, "free@example.com"]) {
    await expect(accounts.changeEmail({ email, password })).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  }
});

it("Without a mail server, an account without a password keeps its address, which GitHub or Google verified", async () => {
  const { userId } = await makeUser({ emailConfirmedAt: new Date() });
  const { accounts } = createTestCaller({ userId });
  const change = accounts.changeEmail({ email: "victim@example.com", password: "" });
  await expect(change).rejects.toThrow("npm run reset-password");
  expect(await accounts.account()).toMatchObject({ isEmailConfirmed: true });
});
