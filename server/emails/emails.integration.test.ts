import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { emails } from "@/db/schema/emails";
import { startMailServer } from "@/server/notifications/testing/mail-server";
import { attemptEmail } from "./attempt-email";
import { purgeEmails } from "./purge-emails";
import { queueEmail } from "./queue-email";
import { requestLostEmails } from "./request-lost-emails";

const mail = await startMailServer();
beforeEach(async () => {
  mail.reset();
  await db.delete(emails);
});

const content = { email: "ada@example.com", url: "https://parley.example/forgot-password" };
const queue = () => queueEmail(db, { template: "password_changed", content, recipient: "ada@example.com" });

async function rowOf(id: string) {
  const [row] = await db.select().from(emails).where(eq(emails.id, id));
  if (!row) throw new Error("The e-mail is gone.");
  return row;
}

describe("A queued e-mail", () => {
  it("is sent once, however often and concurrently its attempt is requested", async () => {
    const { emailId, events } = await queue();
    expect(events).toMatchObject([{ name: "email/requested", data: { emailId } }]);
    expect(JSON.stringify([events, await rowOf(emailId)])).not.toContain("forgot-password");
    await Promise.all(Array.from({ length: 5 }, () => attemptEmail(emailId, 1)));
    expect(await attemptEmail(emailId, 1)).toEqual({ state: "sent" });
    expect(mail.taken).toHaveLength(1);
    expect(mail.taken[0]?.content).toContain("Reset the password: https://parley.example/forgot-password");
    expect(mail.taken[0]?.headers["message-id"]).toBe(`<${emailId}@localhost>`);
    expect(await rowOf(emailId)).toMatchObject({ status: "sent", contentSealed: null, error: null });
  });

  it("is tried again when the mail server refuses it for now, and fails in the end without keeping its content", async () => {
    const { emailId } = await queue();
    mail.refuse = () => ({ code: 451, text: "Try again later" });
    const outcomes = [];
    for (let number = 1; number <= 5; number++) outcomes.push(await attemptEmail(emailId, number));
    expect(outcomes).toEqual([
      ...[5, 30, 120, 600].map((afterSeconds) => ({ state: "retry", afterSeconds })),
      { state: "failed" },
    ]);
    expect(await rowOf(emailId)).toMatchObject({
      status: "failed",
      contentSealed: null,
      checkAt: null,
      error: expect.stringContaining("Try again later"),
    });
  });

  it("fails when the mail server refuses it for good", async () => {
    const { emailId } = await queue();
    mail.refuse = () => ({ code: 550, text: "No such mailbox" });
    expect(await attemptEmail(emailId, 1)).toEqual({ state: "failed" });
  });

  it("is forgotten after 30 days", async () => {
    const [old, recent] = [await queue(), await queue()];
    await db
      .update(emails)
      .set({ createdAt: sql`now() - interval '31 days'` })
      .where(eq(emails.id, old.emailId));
    expect(await purgeEmails()).toBe(1);
    expect((await db.select({ id: emails.id }).from(emails)).map(({ id }) => id)).toEqual([recent.emailId]);
  });

  it("is requested again by the sweep if it was lost, and given up after a day", async () => {
    const [lost, old, sent] = [await queue(), await queue(), await queue()];
    await attemptEmail(sent.emailId, 1);
    expect(await requestLostEmails()).toEqual([]);
    const age = async (id: string, interval: string) =>
      db
        .update(emails)
        .set({ createdAt: sql`now() - ${interval}::interval`, checkAt: sql`now() - interval '1 second'` })
        .where(eq(emails.id, id));
    await age(lost.emailId, "10 minutes");
    await age(old.emailId, "25 hours");
    expect(await requestLostEmails()).toMatchObject([{ name: "email/requested", data: { emailId: lost.emailId } }]);
    expect(await requestLostEmails()).toEqual([]);
    expect(await rowOf(old.emailId)).toMatchObject({ status: "failed", contentSealed: null, checkAt: null });
    expect(await rowOf(lost.emailId)).toMatchObject({ status: "sending", contentSealed: expect.any(String) });
  });
});
