import { eq, sql } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { accountEvents, oauthAccounts, users } from "@/db/schema/accounts";
import { makeUser } from "@/db/testing/factories";
import { sendQueuedEmails } from "@/server/emails/testing/send-queued-emails";
import { startMailServer } from "@/server/notifications/testing/mail-server";
import { collectLater } from "@/server/testing/collect-later";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { rememberDevice } from "../passwords/known-device";
import { hashPassword } from "../passwords/password";
import { authOptions } from "../sessions/auth-options";
import { purgeAccountEvents } from "./purge-account-events";

const mail = await startMailServer();
// Codes change every 30 seconds, so the clock stands still during a test.
beforeEach(() => {
  mail.reset();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(() => void vi.useRealTimers());

const [PASSWORD, NEXT, LAST] = ["correct horse battery", "mountain river lantern", "harbour violin teaspoon"];
const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";
const headers = { "user-agent": FIREFOX, "x-forwarded-for": "203.0.113.7" };

async function makePerson() {
  const { userId, email } = await makeUser({ passwordHash: await hashPassword(PASSWORD) });
  const { later, work } = collectLater();
  const { accounts } = createTestCaller({ userId, headers, later });
  const kinds = async () => (await accounts.activity()).map(({ kind }) => kind);
  const token = async (path: string, to: string) => {
    await sendQueuedEmails(to);
    const found = mail.taken.map(({ content }) => new RegExp(`/${path}#([\\w-]{43})`).exec(content)?.[1]);
    return found.findLast((one) => one !== undefined) ?? "";
  };
  return { userId, email, accounts, kinds, token, work };
}

/** Signs a user in as next-auth does. Returns the cookies that are set. */
async function signIn(userId: string, type: "credentials" | "oauth", cookie = "") {
  const jar: string[] = [];
  const options = authOptions({ headers: new Headers({ ...headers, cookie }), setCookie: (set) => void jar.push(set) });
  const account = { type, provider: type, providerAccountId: userId };
  const [user = { id: userId }] = await db
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId));
  await options.callbacks?.jwt?.({ token: {}, user, account });
  return jar;
}

describe("The activity of an account", () => {
  it("shows what happened, when, and from which device and address", async () => {
    const { accounts } = await makePerson();
    await accounts.changePassword({ currentPassword: PASSWORD, password: NEXT });
    expect(await accounts.activity()).toEqual([
      {
        id: expect.stringMatching(/^acv_/),
        kind: "password_changed",
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        browser: "Firefox on Windows",
        address: "203.0.113.7",
      },
    ]);
  });

  it("contains each change of how the user signs in", async () => {
    const { userId, email, accounts, kinds, token, work } = await makePerson();
    await accounts.changePassword({ currentPassword: PASSWORD, password: NEXT });
    await accounts.requestPasswordReset({ email });
    await work();
    await accounts.resetPassword({ token: await token("reset-password", email), password: LAST });
    const newEmail = `new-${userId}@example.com`;
    await accounts.changeEmail({ email: newEmail, password: LAST });
    await accounts.confirmEmail({ token: await token("confirm-email", newEmail) });
    const { key } = await accounts.beginTwoFactor();
    const app = new TOTP({ secret: Secret.fromBase32(key) });
    const { recoveryCodes } = await accounts.confirmTwoFactor({
      password: LAST,
      code: app.generate({ timestamp: Date.now() }),
    });
    const renewed = await accounts.renewRecoveryCodes({ code: recoveryCodes[0] ?? "" });
    await accounts.turnOffTwoFactor({ password: LAST, code: renewed.recoveryCodes[0] ?? "" });
    await accounts.signOutEverywhere();
    expect((await kinds()).toReversed()).toEqual([
      "password_changed",
      "password_reset",
      "email_change_begun",
      "email_changed",
      "two_factor_on",
      "recovery_code_used",
      "recovery_codes_renewed",
      "recovery_code_used",
      "two_factor_off",
      "signed_out_everywhere",
    ]);
  });

  it("is told to its owner by e-mail as far as the password and two-factor sign-in are concerned", async () => {
    const { email, accounts } = await makePerson();
    const told = async () => {
      await sendQueuedEmails(email);
      return mail.taken.splice(0).map(({ to, headers: { subject }, content }) => {
        expect(to).toEqual([email]);
        expect(content).toContain("http://localhost:3000/forgot-password");
        return [subject, content];
      });
    };
    await accounts.changePassword({ currentPassword: PASSWORD, password: NEXT });
    const others = expect.stringContaining("was changed, and all other devices were");
    expect(await told()).toEqual([["Your Parley password was changed", others]]);
    const { key } = await accounts.beginTwoFactor();
    const code = new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() });
    const { recoveryCodes } = await accounts.confirmTwoFactor({ password: NEXT, code });
    const on = expect.stringContaining("now also takes a code");
    expect(await told()).toEqual([["Two-factor sign-in of your Parley account was turned on", on]]);
    const renewed = await accounts.renewRecoveryCodes({ code: recoveryCodes[0] ?? "" });
    const used = "A recovery code of your Parley account was used";
    expect(await told()).toEqual([
      [used, expect.stringContaining("9 more are left.")],
      ["Your Parley account has new recovery codes", expect.stringContaining("do not work any more")],
    ]);
    await accounts.turnOffTwoFactor({ password: NEXT, code: renewed.recoveryCodes[0] ?? "" });
    const off = expect.stringContaining("no longer takes a code");
    expect(await told()).toEqual([
      [used, expect.anything()],
      ["Two-factor sign-in of your Parley account was turned off", off],
    ]);
  });

  it("contains nothing that was refused", async () => {
    const { email, accounts, kinds } = await makePerson();
    const refused = [
      accounts.changePassword({ currentPassword: "a guess", password: NEXT }),
      accounts.changeEmail({ email: "other@example.com", password: "a guess" }),
      accounts.turnOffTwoFactor({ password: PASSWORD, code: "000000" }),
      accounts.renewRecoveryCodes({ code: "abcd-efgh-jkmn-pqrs" }),
    ];
    await Promise.allSettled(refused);
    expect(await kinds()).toEqual([]);
    await sendQueuedEmails(email);
    expect(mail.taken).toEqual([]);
  });

  it("contains a sign-in on a new device, and none on a device that the account has used", async () => {
    const { userId, email, kinds } = await makePerson();
    const known = rememberDevice(new Headers(), email).split(";")[0];
    expect(await signIn(userId, "credentials", known)).toEqual([]);
    expect(await kinds()).toEqual([]);
    await signIn(userId, "credentials");
    expect(await kinds()).toEqual(["signed_in_on_new_device"]);
  });

  it("contains one sign-in of a device that signs in through GitHub or Google", async () => {
    const { userId, kinds } = await makePerson();
    await db.insert(oauthAccounts).values({ provider: "oauth", providerAccountId: userId, userId });
    const [device = ""] = await signIn(userId, "oauth");
    expect(device).toMatch(/^parley-device=/);
    expect(await signIn(userId, "oauth", device.split(";")[0])).toEqual([]);
    expect(await kinds()).toEqual(["signed_in_on_new_device"]);
  });

  it("is nobody else's", async () => {
    const [ada, bob] = [await makePerson(), await makePerson()];
    await ada.accounts.changePassword({ currentPassword: PASSWORD, password: NEXT });
    expect(await bob.kinds()).toEqual([]);
    await expect(createTestCaller().accounts.activity()).rejects.toThrow("Sign in first.");
  });

  it("is deleted after 90 days", async () => {
    const { userId, accounts, kinds } = await makePerson();
    await accounts.changePassword({ currentPassword: PASSWORD, password: NEXT });
    await accounts.changePassword({ currentPassword: NEXT, password: LAST });
    const [first] = await db
      .select({ id: accountEvents.id })
      .from(accountEvents)
      .where(eq(accountEvents.userId, userId))
      .orderBy(accountEvents.id);
    await db
      .update(accountEvents)
      .set({ createdAt: sql`now() - interval '91 days'` })
      .where(eq(accountEvents.id, first?.id ?? ""));
    expect(await kinds()).toEqual(["password_changed"]);
    await purgeAccountEvents();
    expect(await db.$count(accountEvents, eq(accountEvents.userId, userId))).toBe(1);
  });
});
