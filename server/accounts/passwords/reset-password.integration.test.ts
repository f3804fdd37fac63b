import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { accountTokens, oauthAccounts, sessions, users } from "@/db/schema/accounts";
import { emails } from "@/db/schema/emails";
import { outbox } from "@/db/schema/outbox";
import { makeUser } from "@/db/testing/factories";
import { setHits } from "@/db/testing/set-hits";
import { sendQueuedEmails } from "@/server/emails/testing/send-queued-emails";
import { startMailServer } from "@/server/notifications/testing/mail-server";
import { hashToken } from "@/server/secrets/secret-box";
import { collectLater } from "@/server/testing/collect-later";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { makeResetLink } from "@/scripts/reset-password/make-reset-link";
import { hashPassword } from "./password";
import { RESET_MAILS_OF_ALL_PER_HOUR, RESET_MAILS_PER_HOUR } from "./mail-password-reset";
import { startSession } from "../sessions/sessions";
import { verifyCredentials } from "./verify-credentials";

const mail = await startMailServer();
beforeEach(() => mail.reset());

const OLD = "correct horse battery";
const NEXT = "mountain river lantern";
const LINK = /http:\/\/localhost:3000\/reset-password#([\w-]{43})/;

async function makePerson(values: Partial<typeof users.$inferInsert> = {}) {
  const person = await makeUser({ passwordHash: await hashPassword(OLD), ...values });
  const signsIn = async (password: string) => (await verifyCredentials({ email: person.email, password })) !== null;
  return { ...person, signsIn };
}

/** Asks for a link as the page does, and sends the e-mail that this causes. */
async function ask(email: string, address = "") {
  const { later, work } = collectLater();
  const headers: Record<string, string> = address ? { "x-forwarded-for": address } : {};
  const answer = await createTestCaller({ later, headers }).accounts.requestPasswordReset({ email });
  await work();
  await sendQueuedEmails(email.trim().toLowerCase());
  return answer;
}

function tokenIn(content = ""): string {
  const token = LINK.exec(content)?.[1];
  if (!token) throw new Error(`There is no link in:\n${content}`);
  return token;
}

const reset = (token: string, password: string) => createTestCaller().accounts.resetPassword({ token, password });

describe("A forgotten password", () => {
  it("is replaced by the link in an e-mail, once, and ends all sessions", async () => {
    const { userId, email, signsIn } = await makePerson();
    await startSession(userId);
    await startSession(userId);
    await ask(` ${email.toUpperCase()} `);
    const [told] = mail.taken;
    expect(told).toMatchObject({ to: [email], headers: { subject: "Reset your Parley password" } });
    const token = tokenIn(told?.content);
    expect(await reset(token, NEXT)).toMatchObject({ email });
    expect([await signsIn(OLD), await signsIn(NEXT)]).toEqual([false, true]);
    expect(await db.$count(sessions, eq(sessions.userId, userId))).toBe(0);
    await expect(reset(token, "harbour violin teaspoon")).rejects.toThrow("already used");
    expect(await signsIn(NEXT)).toBe(true);
    await sendQueuedEmails(email);
    expect(mail.taken.map(({ headers }) => headers["subject"])).toEqual([
      "Reset your Parley password",
      "Your Parley password was changed",
    ]);
  });

  it("is not replaced after the link has expired, or by an older link than the newest", async () => {
    const { userId, email, signsIn } = await makePerson();
    await ask(email);
    await ask(email);
    const [older, newest] = mail.taken.map(({ content }) => tokenIn(content));
    await expect(reset(older ?? "", NEXT)).rejects.toThrow("already used");
    await db
      .update(accountTokens)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(accountTokens.userId, userId));
    await expect(reset(newest ?? "", NEXT)).rejects.toThrow("has expired");
    expect(await signsIn(OLD)).toBe(true);
  });

  it("keeps its link when the new password is easy to guess", async () => {
    const { email, signsIn } = await makePerson();
    await ask(email);
    const token = tokenIn(mail.taken[0]?.content);
    await expect(reset(token, "password12")).rejects.toMatchObject({ cause: { details: [{ path: ["password"] }] } });
    await reset(token, NEXT);
    expect(await signsIn(NEXT)).toBe(true);
  });

  it("is replaced once, also if two concurrent requests made two links", async () => {
    const { userId, email, signsIn } = await makePerson();
    await ask(email);
    const other = "o".repeat(43);
    const expiresAt = sql`now() + interval '1 hour'`;
    await db
      .insert(accountTokens)
      .values({ tokenHash: hashToken(other), userId, purpose: "reset_password", email, expiresAt });
    await reset(tokenIn(mail.taken[0]?.content), NEXT);
    await expect(reset(other, "harbour violin teaspoon")).rejects.toThrow("already used");
    expect(await signsIn(NEXT)).toBe(true);
  });

  it("is replaced by one of ten concurrent uses of its link", async () => {
    const { email } = await makePerson();
    await ask(email);
    const token = tokenIn(mail.taken[0]?.content);
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => reset(token, NEXT)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("gets the same answer for an address without an account, which gets no e-mail", async () => {
    const { email } = await makePerson();
    expect(await ask(email)).toEqual(await ask("nobody@example.com"));
    expect(mail.taken.map(({ to }) => to)).toEqual([[email]]);
    expect(await db.$count(emails, eq(emails.recipient, "nobody@example.com"))).toBe(0);
  });

  it("is answered before anything about the account is looked up", async () => {
    const { email } = await makePerson();
    const { later, work } = collectLater();
    await createTestCaller({ later }).accounts.requestPasswordReset({ email });
    expect(await db.$count(emails, eq(emails.recipient, email))).toBe(0);
    await work();
    expect(await db.$count(emails, eq(emails.recipient, email))).toBe(1);
  });

  it(`gets at most ${RESET_MAILS_PER_HOUR} e-mails an hour of one client, which uses up nobody else's`, async () => {
    const { userId, email } = await makePerson();
    for (let n = 0; n < RESET_MAILS_PER_HOUR + 2; n++) await ask(email, "198.51.100.77");
    expect(mail.taken).toHaveLength(RESET_MAILS_PER_HOUR);
    await ask(email, "198.51.100.78");
    expect(mail.taken).toHaveLength(RESET_MAILS_PER_HOUR + 1);
    await setHits({ key: `reset-mail:${userId}`, windowSeconds: 3600 }, RESET_MAILS_OF_ALL_PER_HOUR);
    await ask(email, "198.51.100.79");
    expect(mail.taken).toHaveLength(RESET_MAILS_PER_HOUR + 1);
  });

  it("leaves its token in no table: only its hash, and the sealed e-mail until that is sent", async () => {
    const { userId, email } = await makePerson();
    await ask(email);
    const token = tokenIn(mail.taken[0]?.content);
    const [row] = await db.select().from(accountTokens).where(eq(accountTokens.userId, userId));
    const [sent] = await db.select().from(emails).where(eq(emails.recipient, email));
    expect(sent).toMatchObject({ status: "sent", contentSealed: null, checkAt: null });
    expect(JSON.stringify([row, sent, await db.select().from(outbox)])).not.toContain(token);
  });

  it("confirms the address, and removes the other ways in of somebody who never confirmed it", async () => {
    const factor = { totpSecretSealed: "x", totpConfirmedAt: new Date(), totpLastStep: 1 };
    const stranger = await makePerson(factor);
    const owner = await makePerson({ ...factor, emailConfirmedAt: new Date() });
    for (const { email, userId } of [stranger, owner]) {
      await db.insert(oauthAccounts).values({ provider: "github", providerAccountId: userId, userId });
      mail.reset();
      await ask(email);
      await reset(tokenIn(mail.taken[0]?.content), NEXT);
    }
    const rowOf = async (id: string) => (await db.select().from(users).where(eq(users.id, id)))[0];
    expect(await rowOf(stranger.userId)).toMatchObject({
      emailConfirmedAt: expect.any(Date),
      totpSecretSealed: null,
      totpConfirmedAt: null,
    });
    expect(await rowOf(owner.userId)).toMatchObject({ totpSecretSealed: "x" });
    const linked = await db.select({ userId: oauthAccounts.userId }).from(oauthAccounts);
    const ids = new Set(linked.map(({ userId }) => userId));
    expect([ids.has(stranger.userId), ids.has(owner.userId)]).toEqual([false, true]);
  });

  it("can be set by a link that the operator makes, which does not confirm the address", async () => {
    const { userId, email, signsIn } = await makePerson();
    const link = await makeResetLink(db, email.toUpperCase(), "http://localhost:3000");
    await reset(tokenIn(link), NEXT);
    expect(await signsIn(NEXT)).toBe(true);
    const [user] = await db.select().from(users).where(eq(users.id, userId));
    expect(user?.emailConfirmedAt).toBeNull();
    await expect(makeResetLink(db, "nobody@example.com", "http://localhost:3000")).rejects.toThrow("no account");
    await expect(makeResetLink(db, "ada", "http://localhost:3000")).rejects.toThrow('"ada" is not an e-mail address.');
  });
});
