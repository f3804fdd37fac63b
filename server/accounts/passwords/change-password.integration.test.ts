import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { sessions, users } from "@/db/schema/accounts";
import { makeUser, makeWorkspace } from "@/db/testing/factories";
import { untilWaiting } from "@/db/testing/until-waiting";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { PASSWORD_CHANGES_PER_USER } from "../limits/account-limits";
import { hashPassword } from "./password";
import { startSession } from "../sessions/sessions";
import { verifyCredentials } from "./verify-credentials";

const CURRENT = "correct horse battery";
const NEXT = "mountain river lantern";

async function makePerson() {
  const { userId } = await makeWorkspace();
  await db
    .update(users)
    .set({ passwordHash: await hashPassword(CURRENT) })
    .where(eq(users.id, userId));
  const signsIn = async (password: string) =>
    (await verifyCredentials({ email: `${userId}@example.com`, password })) !== null;
  return { userId, caller: createTestCaller({ userId }), signsIn };
}

describe("accounts.changePassword", () => {
  it("changes the password and ends only the sessions on other devices", async () => {
    const { userId, caller, signsIn } = await makePerson();
    await caller.accounts.me();
    await startSession(userId);
    await caller.accounts.changePassword({ currentPassword: CURRENT, password: NEXT });
    expect(await signsIn(CURRENT)).toBe(false);
    expect(await signsIn(NEXT)).toBe(true);
    expect(await db.$count(sessions, eq(sessions.userId, userId))).toBe(1);
    expect(await caller.accounts.account()).toMatchObject({ hasPassword: true });
  });

  it("refuses a wrong current password and a weak new one, each at its field, and changes nothing", async () => {
    const { userId, caller, signsIn } = await makePerson();
    await startSession(userId);
    const wrong = caller.accounts.changePassword({ currentPassword: "a guess", password: NEXT });
    await expect(wrong).rejects.toMatchObject({ cause: { details: [{ path: ["currentPassword"] }] } });
    const easy = caller.accounts.changePassword({ currentPassword: CURRENT, password: "password12" });
    await expect(easy).rejects.toMatchObject({ cause: { details: [{ path: ["password"] }] } });
    expect(await signsIn(CURRENT)).toBe(true);
    expect(await db.$count(sessions, eq(sessions.userId, userId))).toBe(2);
  });

  it("refuses a password that another request replaces after its check", async () => {
    const { userId, caller, signsIn } = await makePerson();
    const replaced = await hashPassword("harbour violin teaspoon");
    const { changing } = await db.transaction(async (tx) => {
      await tx.update(users).set({ passwordHash: replaced }).where(eq(users.id, userId));
      const change = caller.accounts.changePassword({ currentPassword: CURRENT, password: NEXT }).catch(String);
      await untilWaiting();
      return { changing: change };
    });
    expect(await changing).toContain("The password has just been changed.");
    expect([await signsIn(NEXT), await signsIn("harbour violin teaspoon")]).toEqual([false, true]);
  });

  it("counts a user's wrong attempts", async () => {
    const { caller } = await makePerson();
    const guess = (n: number) => caller.accounts.changePassword({ currentPassword: `guess ${n}`, password: NEXT });
    for (let n = 0; n < PASSWORD_CHANGES_PER_USER.limit; n++) await guess(n).catch(() => {});
    const right = caller.accounts.changePassword({ currentPassword: CURRENT, password: NEXT });
    await expect(right).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  });

  it("refuses an account without a password, which signs in through GitHub or Google", async () => {
    const { userId } = await makeUser();
    const { accounts } = createTestCaller({ userId });
    expect(await accounts.account()).toMatchObject({ hasPassword: false });
    const change = accounts.changePassword({ currentPassword: CURRENT, password: NEXT });
    await expect(change).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("accounts.signOutEverywhere", () => {
  it("ends all sessions of the user and no other ones", async () => {
    const [ada, bob] = [await makePerson(), await makePerson()];
    await bob.caller.accounts.me();
    await startSession(ada.userId);
    await ada.caller.accounts.signOutEverywhere();
    expect(await db.$count(sessions, eq(sessions.userId, ada.userId))).toBe(0);
    expect(await db.$count(sessions, eq(sessions.userId, bob.userId))).toBe(1);
  });
});
