import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeUser, makeWorkspace } from "@/db/testing/factories";
import { setHits } from "@/db/testing/set-hits";
import { sendQueuedEmails } from "@/server/emails/testing/send-queued-emails";
import { DomainError } from "@/server/errors";
import { startMailServer } from "@/server/notifications/testing/mail-server";
import { collectLater } from "@/server/testing/collect-later";
import { answerTrpcRequest } from "@/server/trpc/answer-request";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import {
  CODES_PER_USER,
  PASSWORD_CHANGES_PER_USER,
  SIGN_INS_PER_ADDRESS,
  SIGN_INS_PER_EMAIL,
  SIGN_INS_PER_EMAIL_AND_ADDRESS,
  SIGN_UPS_PER_ADDRESS,
} from "./limits/account-limits";
import { authorizePassword } from "./passwords/authorize-password";
import { hashPassword } from "./passwords/password";

const mail = await startMailServer();
beforeEach(() => mail.reset());

const PASSWORD = "correct horse battery";
const ADDRESS = "203.0.113.9";
const from = (address: string, cookie = "") => new Headers({ "x-forwarded-for": address, cookie });

let unknown = 0;
/** Returns an address that no account has; each one is used once, so that no limit of an earlier test applies. */
const newEmail = () => `nobody-${++unknown}@example.com`;
const known = async () => makeUser({ passwordHash: await hashPassword(PASSWORD), emailConfirmedAt: new Date() });

/** Everything that a caller learns from an attempt to sign in. */
async function signIn(email: string, password: string, headers = from("198.51.100.1")) {
  const cookies: string[] = [];
  const outcome = await authorizePassword({ email, password }, headers, (cookie) => void cookies.push(cookie)).catch(
    String,
  );
  return { outcome, cookies };
}

/** Everything that a caller learns from a procedure: its answer or its refusal. */
function answerOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (answer) => ({ answer }),
    (error: Error) => {
      if (!(error.cause instanceof DomainError)) throw error;
      const { code, message, details, retryAfter } = error.cause;
      return { code, message, details, retryAfter };
    },
  );
}

/** Returns the shortest time of several calls, because other work on the machine only makes calls longer. */
async function shortest(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 5; n++) {
    const begun = performance.now();
    await call();
    times.push(performance.now() - begun);
  }
  return Math.min(...times);
}

describe("For a known and an unknown address, the answer is the same", () => {
  it("at a sign-in with a wrong password, also for accounts with two-factor sign-in or without a password", async () => {
    const { email } = await known();
    const protectedUser = await makeUser({
      passwordHash: await hashPassword(PASSWORD),
      totpSecretSealed: "sealed",
      totpConfirmedAt: new Date(),
    });
    const withoutPassword = await makeUser();
    const answers = [];
    for (const each of [newEmail(), email, protectedUser.email, withoutPassword.email]) {
      answers.push(await signIn(each, "a guess that is wrong"));
    }
    expect(answers).toEqual(Array.from({ length: 4 }, () => ({ outcome: null, cookies: [] })));
  });

  it("at a sign-up, whose work after the answer sends an e-mail to both", async () => {
    const [fresh, { email: taken }] = [newEmail(), await known()];
    const answers = [];
    for (const email of [fresh, taken]) {
      const { later, work } = collectLater();
      const { accounts } = createTestCaller({ later });
      answers.push(await answerOf(accounts.signUp({ name: "Ada", email, password: PASSWORD })));
      expect(mail.taken).toEqual([]);
      await work();
      await sendQueuedEmails(email);
      expect(mail.taken.splice(0).map(({ to }) => to)).toEqual([[email]]);
    }
    expect(answers).toEqual([{ answer: { ok: true } }, { answer: { ok: true } }]);
  });

  it("at a sign-up with a password that is easy to guess", async () => {
    const { email } = await known();
    const { accounts } = createTestCaller();
    const weak = (each: string) => answerOf(accounts.signUp({ name: "Ada", email: each, password: "password12" }));
    expect(await weak(email)).toEqual(await weak(newEmail()));
  });

  it("at a request for a new password", async () => {
    const { email } = await known();
    const { later } = collectLater();
    const ask = (each: string) => answerOf(createTestCaller({ later }).accounts.requestPasswordReset({ email: each }));
    expect(await ask(email)).toEqual({ answer: { ok: true } });
    expect(await ask(newEmail())).toEqual({ answer: { ok: true } });
  });

  it("at a change of the own address", async () => {
    const [ada, { email: taken }] = [await known(), await known()];
    const { accounts } = createTestCaller({ userId: ada.userId });
    const change = (email: string) => answerOf(accounts.changeEmail({ email, password: PASSWORD }));
    expect(await change(taken)).toEqual({ answer: { result: "link_sent" } });
    expect(await change(newEmail())).toEqual({ answer: { result: "link_sent" } });
  });

  it("at an invitation of somebody who is not a member, and at the reading of its link", async () => {
    const { userId } = await makeWorkspace();
    const { email } = await known();
    const { team } = createTestCaller({ userId });
    const stranger = createTestCaller();
    const answers = [];
    for (const each of [email, newEmail()]) {
      const { url, isMailed } = await team.invite({ email: each, role: "viewer" });
      const read = await stranger.team.readInvitation({ token: new URL(url).hash.slice(1) });
      expect(read.email).toBe(each);
      answers.push({ isMailed, read: { ...read, email: null } });
    }
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe("A link that does not work", () => {
  it.each(["confirmEmail", "resetPassword", "readInvitation"] as const)(
    "gets the same answer in %s whether it is made up, is for something else or was revoked",
    async (procedure) => {
      const { userId } = await makeWorkspace();
      const { team } = createTestCaller({ userId });
      const { url, id } = await team.invite({ email: null, role: "viewer" });
      await team.revoke({ invitationId: id });
      const { accounts, team: open } = createTestCaller();
      const call = {
        confirmEmail: (token: string) => accounts.confirmEmail({ token }),
        resetPassword: (token: string) => accounts.resetPassword({ token, password: "mountain river lantern" }),
        readInvitation: (token: string) => open.readInvitation({ token }),
      }[procedure];
      const madeUp = await answerOf(call("x".repeat(43)));
      expect(madeUp).toMatchObject({ code: "gone" });
      expect(await answerOf(call(new URL(url).hash.slice(1)))).toEqual(madeUp);
    },
  );
});

describe("For a known and an unknown address, a password is hashed", () => {
  let hashing: number;
  beforeAll(async () => {
    // Long enough for a quiet moment on a busy machine: a time that is too long fails the tests.
    const times: number[] = [];
    for (let n = 0; n < 20; n++) times.push(await shortest(() => hashPassword(PASSWORD)));
    hashing = Math.min(...times);
  });

  it("at a sign-in", async () => {
    const { email } = await known();
    const { email: withoutPassword } = await makeUser();
    for (const each of [email, withoutPassword, newEmail()]) {
      expect(await shortest(() => signIn(each, "a guess that is wrong"))).toBeGreaterThan(hashing * 0.6);
    }
  });

  it("at a sign-up", async () => {
    const { email } = await known();
    const { later } = collectLater();
    const { accounts } = createTestCaller({ later });
    const signUp = (each: string) => accounts.signUp({ name: "Ada", email: each, password: PASSWORD });
    expect(await shortest(() => signUp(email))).toBeGreaterThan(hashing * 0.6);
    expect(await shortest(() => signUp(newEmail()))).toBeGreaterThan(hashing * 0.6);
  });
});

describe("A limit", () => {
  it("answers an attempt to sign in with the minutes to wait, for a known and an unknown address", async () => {
    const { email } = await known();
    for (const each of [email, newEmail()]) {
      const { limit, windowSeconds } = SIGN_INS_PER_EMAIL_AND_ADDRESS;
      await setHits({ key: `sign-in:email:${each}:${ADDRESS}`, windowSeconds }, limit);
      const { outcome, cookies } = await signIn(each, PASSWORD, from(ADDRESS));
      expect(outcome).toMatch(/^Error: TooManyTries-([1-9]|1[0-5])$/);
      expect(cookies).toEqual([]);
    }
  });

  it("answers sign-ups and requests for a new password by the status 429 and the seconds to wait", async () => {
    const asked: [procedure: string, key: string, input: object][] = [
      ["accounts.signUp", `sign-up:address:${ADDRESS}`, { name: "Ada", email: newEmail(), password: PASSWORD }],
      ["accounts.requestPasswordReset", `reset:address:${ADDRESS}`, { email: newEmail() }],
    ];
    for (const [procedure, key, input] of asked) {
      await setHits({ key, windowSeconds: SIGN_UPS_PER_ADDRESS.windowSeconds }, 1000);
      const response = await answerTrpcRequest(
        new Request(`http://localhost:3000/api/trpc/${procedure}`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-forwarded-for": ADDRESS },
          body: JSON.stringify(input),
        }),
      );
      expect(response.status).toBe(429);
      const { error } = await response.json();
      expect(error.message).toMatch(/^That was too many tries\. Try again in (a minute|\d+ minutes)\.$/);
      expect(error.data.retryAfter).toBeGreaterThan(0);
      expect(error.data.retryAfter).toBeLessThanOrEqual(SIGN_UPS_PER_ADDRESS.windowSeconds);
    }
  });

  it("answers a signed-in user by the seconds to wait", async () => {
    const { userId } = await makeUser({ passwordHash: await hashPassword(PASSWORD) });
    const { accounts } = createTestCaller({ userId });
    await setHits({ key: `change-password:${userId}`, ...PASSWORD_CHANGES_PER_USER }, PASSWORD_CHANGES_PER_USER.limit);
    await setHits({ key: `second-factor:${userId}:signed-in`, ...CODES_PER_USER }, CODES_PER_USER.limit);
    await setHits({ key: `confirm-mail:${userId}`, windowSeconds: 3600 }, 5);
    const refused = [
      accounts.changePassword({ currentPassword: PASSWORD, password: "mountain river lantern" }),
      accounts.changeEmail({ email: newEmail(), password: PASSWORD }),
      accounts.renewRecoveryCodes({ code: "123456" }),
      accounts.sendConfirmation(),
    ];
    const answers = await Promise.all(refused.map(answerOf));
    expect(answers).toEqual(
      refused.map(() => expect.objectContaining({ code: "limit_exceeded", retryAfter: expect.any(Number) })),
    );
  });
});

describe("Strangers", () => {
  it("do not lock out a device that the owner has used, at the limits of the account and of the network", async () => {
    const { email, userId } = await known();
    const { cookies } = await signIn(email, PASSWORD, from(ADDRESS));
    const device = cookies[0]?.split(";")[0];
    await setHits({ key: `sign-in:email:${email}`, ...SIGN_INS_PER_EMAIL }, SIGN_INS_PER_EMAIL.limit);
    await setHits({ key: `sign-in:address:${ADDRESS}`, ...SIGN_INS_PER_ADDRESS }, SIGN_INS_PER_ADDRESS.limit);
    expect((await signIn(email, PASSWORD, from("198.51.100.30"))).outcome).toMatch(/TooManyTries/);
    expect((await signIn(email, PASSWORD, from(ADDRESS, device))).outcome).toMatchObject({ id: userId });
  });

  it("gain nothing from a device that only another account has used", async () => {
    const [{ email }, bob] = [await known(), await known()];
    const { cookies } = await signIn(bob.email, PASSWORD, from("198.51.100.31"));
    await setHits({ key: `sign-in:email:${email}`, ...SIGN_INS_PER_EMAIL }, SIGN_INS_PER_EMAIL.limit);
    const device = cookies[0]?.split(";")[0];
    expect((await signIn(email, PASSWORD, from("198.51.100.31", device))).outcome).toMatch(/TooManyTries/);
  });

  it("do not stop the owner from asking for a new password, however many they ask for from elsewhere", async () => {
    const { email } = await known();
    const { later } = collectLater();
    await setHits({ key: `reset:address:${ADDRESS}`, windowSeconds: 3600 }, 1000);
    const ask = (address: string) =>
      answerOf(
        createTestCaller({ later, headers: { "x-forwarded-for": address } }).accounts.requestPasswordReset({ email }),
      );
    expect(await ask(ADDRESS)).toMatchObject({ code: "limit_exceeded" });
    expect(await ask("198.51.100.40")).toEqual({ answer: { ok: true } });
  });
});
