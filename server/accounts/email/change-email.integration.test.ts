import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { makeUser } from "@/db/testing/factories";
import { sendQueuedEmails } from "@/server/emails/testing/send-queued-emails";
import { startMailServer } from "@/server/notifications/testing/mail-server";
import { collectLater } from "@/server/testing/collect-later";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { hashPassword } from "../passwords/password";

const mail = await startMailServer();
beforeEach(() => mail.reset());

const PASSWORD = "correct horse battery";
let people = 0;

async function makePerson() {
  const person = await makeUser({ passwordHash: await hashPassword(PASSWORD) });
  const user = async () => (await db.select().from(users).where(eq(users.id, person.userId)))[0];
  const newEmail = `new-${++people}@example.com`;
  return { ...person, newEmail, user, accounts: createTestCaller({ userId: person.userId }).accounts };
}

async function linkTo(email: string): Promise<string> {
  await sendQueuedEmails(email);
  const sent = mail.taken.findLast(({ to }) => to.includes(email));
  const token = /\/confirm-email#([\w-]{43})/.exec(sent?.content ?? "")?.[1];
  if (!token) throw new Error(`There is no link in:\n${sent?.content}`);
  return token;
}

const open = (token: string) => createTestCaller().accounts.confirmEmail({ token });

describe("A change of the e-mail address", () => {
  it("takes effect when the link in the new mailbox is opened, and the old address is told before", async () => {
    const { email, newEmail, accounts, user } = await makePerson();
    expect(await accounts.changeEmail({ email: ` ${newEmail.toUpperCase()}`, password: PASSWORD })).toEqual({
      result: "link_sent",
    });
    await sendQueuedEmails(email);
    expect(mail.taken[0]).toMatchObject({ to: [email], content: expect.stringContaining(newEmail) });
    expect(mail.taken[0]?.content).not.toContain("/confirm-email#");
    expect(await user()).toMatchObject({ email });
    const token = await linkTo(newEmail);
    expect(await open(token)).toEqual({ email: newEmail });
    expect(await user()).toMatchObject({ email: newEmail, emailConfirmedAt: expect.any(Date) });
    await expect(open(token)).rejects.toThrow("already used");
  });

  it("needs the password", async () => {
    const { newEmail, accounts } = await makePerson();
    const guess = accounts.changeEmail({ email: newEmail, password: "a guess" });
    await expect(guess).rejects.toMatchObject({ cause: { details: [{ path: ["password"] }] } });
    expect(mail.taken).toEqual([]);
  });

  it("does not reveal that an address has an account, and tells its owner", async () => {
    const [ada, bob] = [await makePerson(), await makePerson()];
    expect(await ada.accounts.changeEmail({ email: bob.email, password: PASSWORD })).toEqual({ result: "link_sent" });
    await sendQueuedEmails(bob.email);
    expect(mail.taken.map(({ headers }) => headers["subject"])).toEqual(["You already have a Parley account"]);
    expect(mail.taken[0]?.content).not.toContain("/confirm-email#");
  });

  it("fails while somebody else has the address, and keeps its link", async () => {
    const { newEmail, accounts, email, user } = await makePerson();
    await accounts.changeEmail({ email: newEmail, password: PASSWORD });
    const token = await linkTo(newEmail);
    const other = await makeUser({ email: newEmail });
    await expect(open(token)).rejects.toThrow("Another account has this address.");
    expect(await user()).toMatchObject({ email });
    // The link was not used up.
    await db.delete(users).where(eq(users.id, other.userId));
    expect(await open(token)).toEqual({ email: newEmail });
  });

  it("is stopped by a change of the password", async () => {
    const { newEmail, accounts } = await makePerson();
    await accounts.changeEmail({ email: newEmail, password: PASSWORD });
    const token = await linkTo(newEmail);
    await accounts.changePassword({ currentPassword: PASSWORD, password: "mountain river lantern" });
    await expect(open(token)).rejects.toThrow("has expired");
  });
});

describe("A new account's address", () => {
  it("is confirmed by the link that the sign-up sends, which can be sent again", async () => {
    const email = "fresh@example.com";
    const { later, work } = collectLater();
    await createTestCaller({ later }).accounts.signUp({ name: "Ada", email, password: PASSWORD });
    await work();
    const first = await linkTo(email);
    const [user] = await db.select().from(users).where(eq(users.email, email));
    const { accounts } = createTestCaller({ userId: user?.id ?? "" });
    expect(await accounts.account()).toMatchObject({ isEmailConfirmed: false, sendsMail: true });
    expect(await accounts.sendConfirmation()).toEqual({ to: email });
    await expect(open(first)).rejects.toThrow("has expired");
    expect(await open(await linkTo(email))).toEqual({ email });
    expect(await accounts.account()).toMatchObject({ isEmailConfirmed: true });
    await expect(accounts.sendConfirmation()).rejects.toMatchObject({ code: "CONFLICT" });
  });
});
