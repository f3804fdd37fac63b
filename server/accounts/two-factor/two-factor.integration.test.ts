import { eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { recoveryCodes, users } from "@/db/schema/accounts";
import { makeMember, makeUser, makeWorkspace } from "@/db/testing/factories";
import { setHits } from "@/db/testing/set-hits";
import { untilWaiting } from "@/db/testing/until-waiting";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { CODES_PER_KNOWN_DEVICES, CODES_PER_USER, PASSWORD_CHANGES_PER_USER } from "../limits/account-limits";
import { admitOauth } from "../oauth/admit-oauth";
import { authorizePassword } from "../passwords/authorize-password";
import { hashPassword } from "../passwords/password";
import { authorizeCode } from "./authorize-code";
import { beginSecondStep } from "./second-step";

// Codes change every 30 seconds, so the clock stands still during a test.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() }));
afterEach(() => void vi.useRealTimers());

const PASSWORD = "correct horse battery";

async function makePerson() {
  const { userId, email } = await makeUser({ passwordHash: await hashPassword(PASSWORD) });
  await makeMember((await makeWorkspace()).workspaceId, "editor", userId);
  return { userId, email, accounts: createTestCaller({ userId }).accounts };
}

/** A person with two-factor sign-in. `codeAt` is an authenticator app: the code of a number of steps away from now. */
async function makeProtected() {
  const person = await makePerson();
  const { key } = await person.accounts.beginTwoFactor();
  const app = new TOTP({ secret: Secret.fromBase32(key) });
  const codeAt = (away: number) => app.generate({ timestamp: Date.now() + away * 30_000 });
  const { recoveryCodes: codes } = await person.accounts.confirmTwoFactor({ password: PASSWORD, code: codeAt(-1) });
  return { ...person, key, codeAt, codes };
}

/** Makes the first step of a sign-in, and returns the function that makes the second with the same browser. */
async function firstStep(email: string) {
  let cookie = "";
  const outcome = await authorizePassword({ email, password: PASSWORD }, new Headers(), (header) => {
    cookie = header.split(";")[0] ?? "";
  }).catch(String);
  const jar: string[] = [];
  const secondStep = (code: string) =>
    authorizeCode(code, new Headers({ cookie }), (header) => void jar.push(header)).catch(String);
  return { outcome, cookie, jar, secondStep };
}

describe("Two-factor sign-in", () => {
  it("asks for a code in a second step, and accepts each code once", async () => {
    const { userId, email, codeAt } = await makeProtected();
    const first = await firstStep(email);
    expect(first.outcome).toBe("Error: SecondStep");
    expect(first.cookie).toMatch(/^parley-second-step=v1\./);
    expect(first.cookie).not.toContain(userId);
    // The code that set it up was used.
    expect(await first.secondStep(codeAt(-1))).toBeNull();
    expect(await first.secondStep(codeAt(0))).toMatchObject({ id: userId });
    expect(first.jar).toEqual([
      expect.stringMatching(/^parley-device=/),
      expect.stringMatching(/^parley-second-step=; .*Max-Age=0/),
    ]);
    const replay = await firstStep(email);
    expect(await replay.secondStep(codeAt(0))).toBeNull();
    expect(await replay.secondStep(codeAt(1))).toMatchObject({ id: userId });
    expect(await replay.secondStep(codeAt(0))).toBeNull();
  });

  it("accepts one of ten concurrent uses of a code", async () => {
    const { userId, email, codeAt } = await makeProtected();
    const { secondStep } = await firstStep(email);
    const all = await Promise.all(Array.from({ length: 10 }, () => secondStep(codeAt(0))));
    expect(all.filter((one) => one !== null)).toMatchObject([{ id: userId }]);
  });

  it("accepts each recovery code once, however it is written", async () => {
    const { userId, email, codes } = await makeProtected();
    expect(codes).toHaveLength(10);
    const { secondStep } = await firstStep(email);
    const typed = (codes[0] ?? "").toUpperCase().replaceAll("-", " ");
    expect(await secondStep(typed)).toMatchObject({ id: userId });
    expect(await secondStep(codes[0] ?? "")).toBeNull();
    expect(await secondStep("abcd-efgh-jkmn-pqrs")).toBeNull();
    expect(await db.$count(recoveryCodes, eq(recoveryCodes.userId, userId))).toBe(9);
    const stored = await db.select().from(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    expect(JSON.stringify(stored)).not.toContain(codes[1]);
  });

  it("needs a first step of the same browser, with the password that the account still has", async () => {
    const { userId, email, codeAt } = await makeProtected();
    expect(await authorizeCode(codeAt(0), new Headers(), () => {}).catch(String)).toBe("Error: SecondStepOver");
    const forged = new Headers({ cookie: "parley-second-step=v1.a.b.c" });
    expect(await authorizeCode(codeAt(0), forged, () => {}).catch(String)).toBe("Error: SecondStepOver");
    const { secondStep } = await firstStep(email);
    const [old] = await db.select().from(users).where(eq(users.id, userId));
    await db
      .update(users)
      .set({ passwordHash: await hashPassword("mountain river lantern") })
      .where(eq(users.id, userId));
    expect(await secondStep(codeAt(0))).toBe("Error: SecondStepOver");
    // The old password was checked before it was replaced, and the second step begins only now.
    const begun = await beginSecondStep(userId, { passwordHash: old?.passwordHash ?? null });
    const late = new Headers({ cookie: begun?.split(";")[0] ?? "" });
    expect(await authorizeCode(codeAt(0), late, () => {}).catch(String)).toBe("Error: SecondStepOver");
  });

  it("asks after a sign-in through GitHub or Google, too", async () => {
    const { email, userId, codeAt } = await makeProtected();
    await db.update(users).set({ emailConfirmedAt: new Date() }).where(eq(users.id, userId));
    const account = { provider: "google", providerAccountId: "two-factor", type: "oauth" as const };
    const profile = { sub: "x", name: "Ada", email, email_verified: true };
    const headers = new Headers({
      cookie: `next-auth.callback-url=${encodeURIComponent("http://localhost:3000/inbox")}`,
    });
    let cookie = "";
    const setCookie = (header: string) => {
      cookie = header.split(";")[0] ?? "";
    };
    const admitted = await admitOauth(account, profile, headers, { setCookie });
    expect(admitted).toBe("/sign-in/code?callbackUrl=%2Finbox");
    expect(await authorizeCode(codeAt(0), new Headers({ cookie }), () => {})).toMatchObject({ id: userId });
  });

  it("limits wrong codes, and does not let a stranger with the password lock a known device out", async () => {
    const { userId, email, codeAt } = await makeProtected();
    const known = await firstStep(email);
    await known.secondStep(codeAt(0));
    const device = known.jar[0]?.split(";")[0] ?? "";
    const { secondStep, cookie } = await firstStep(email);
    const { limit, windowSeconds } = CODES_PER_USER;
    await setHits({ key: `second-factor:${userId}:stranger`, windowSeconds }, limit - 1);
    expect(await secondStep("000000")).toBeNull();
    expect(await secondStep(codeAt(1))).toMatch(/TooManyTries-\d+$/);
    const headers = new Headers({ cookie: `${cookie}; ${device}` });
    await setHits({ key: `second-factor:${userId}:devices`, windowSeconds }, CODES_PER_KNOWN_DEVICES.limit);
    expect(await authorizeCode(codeAt(1), headers, () => {}).catch(String)).toMatch(/TooManyTries-\d+$/);
    await setHits({ key: `second-factor:${userId}:devices`, windowSeconds }, CODES_PER_KNOWN_DEVICES.limit - 1);
    expect(await authorizeCode(codeAt(1), headers, () => {})).toMatchObject({ id: userId });
  });

  it("is off until a first code confirms the key, which is stored sealed", async () => {
    const { userId, email, accounts } = await makePerson();
    const { key, qrCode } = await accounts.beginTwoFactor();
    expect(qrCode).toMatch(/^<svg/);
    const wrong = accounts.confirmTwoFactor({ password: PASSWORD, code: "000000" });
    await expect(wrong).rejects.toMatchObject({ cause: { details: [{ path: ["code"] }] } });
    expect((await firstStep(email)).outcome).toMatchObject({ id: userId });
    expect(await accounts.account()).toMatchObject({ hasSecondFactor: false });
    const [row] = await db.select().from(users).where(eq(users.id, userId));
    expect(JSON.stringify(row)).not.toContain(key);
  });

  it("is not turned on without the password, whose wrong tries are limited", async () => {
    const { userId, email, accounts } = await makePerson();
    const { key } = await accounts.beginTwoFactor();
    const code = new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() });
    const wrong = accounts.confirmTwoFactor({ password: "a guess", code });
    await expect(wrong).rejects.toMatchObject({ cause: { details: [{ path: ["password"] }] } });
    expect((await firstStep(email)).outcome).toMatchObject({ id: userId });
    const { limit, windowSeconds } = PASSWORD_CHANGES_PER_USER;
    await setHits({ key: `change-password:${userId}`, windowSeconds }, limit);
    const limited = accounts.confirmTwoFactor({ password: PASSWORD, code });
    await expect(limited).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    await setHits({ key: `change-password:${userId}`, windowSeconds }, 0);
    // The refused tries did not use up the code.
    expect((await accounts.confirmTwoFactor({ password: PASSWORD, code })).recoveryCodes).toHaveLength(10);
  });

  it("is not turned on with another key than the one whose code was checked", async () => {
    const { userId, email, accounts } = await makePerson();
    const { key } = await accounts.beginTwoFactor();
    const code = new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() });
    const { confirming } = await db.transaction(async (tx) => {
      // What another tab writes when it begins again.
      await tx.update(users).set({ totpSecretSealed: "another" }).where(eq(users.id, userId));
      const confirm = accounts.confirmTwoFactor({ password: PASSWORD, code }).catch(String);
      await untilWaiting();
      return { confirming: confirm };
    });
    expect(await confirming).toContain("Begin again");
    expect((await firstStep(email)).outcome).toMatchObject({ id: userId });
  });

  it("is turned on without a password for an account that has none", async () => {
    const { userId } = await makeUser({ passwordHash: null });
    const { accounts } = createTestCaller({ userId });
    const { key } = await accounts.beginTwoFactor();
    const code = new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() });
    expect((await accounts.confirmTwoFactor({ password: "", code })).recoveryCodes).toHaveLength(10);
  });

  it("cannot be set up again while it is on", async () => {
    const { accounts } = await makeProtected();
    await expect(accounts.beginTwoFactor()).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("is turned off with the password and a code", async () => {
    const { userId, email, accounts, codeAt } = await makeProtected();
    const wrongPassword = accounts.turnOffTwoFactor({ password: "a guess", code: codeAt(0) });
    await expect(wrongPassword).rejects.toMatchObject({ cause: { details: [{ path: ["password"] }] } });
    const wrongCode = accounts.turnOffTwoFactor({ password: PASSWORD, code: "000000" });
    await expect(wrongCode).rejects.toMatchObject({ cause: { details: [{ path: ["code"] }] } });
    await accounts.turnOffTwoFactor({ password: PASSWORD, code: codeAt(0) });
    expect((await firstStep(email)).outcome).toMatchObject({ id: userId });
    expect(await db.$count(recoveryCodes, eq(recoveryCodes.userId, userId))).toBe(0);
  });

  it("gets new recovery codes in place of the old ones", async () => {
    const { userId, email, accounts, codeAt, codes } = await makeProtected();
    const renewed = await accounts.renewRecoveryCodes({ code: codeAt(0) });
    const { secondStep } = await firstStep(email);
    expect(await secondStep(codes[0] ?? "")).toBeNull();
    expect(await secondStep(renewed.recoveryCodes[0] ?? "")).toMatchObject({ id: userId });
  });
});
