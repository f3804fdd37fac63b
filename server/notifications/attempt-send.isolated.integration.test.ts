import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { memberships, users } from "@/db/schema/accounts";
import { notifications, notificationSends } from "@/db/schema/notifications";
import { makeMember } from "@/db/testing/factories";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { makeConversation, makeCustomChannel, type TestChannel } from "@/server/channels/custom/testing/fixtures";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { logEvent } from "@/server/log/log-event";
import { attemptSend, listRecipients } from "./attempt-send";
import { notify, type NewNotification } from "./notify";
import { MAIL_PASSWORD, startMailServer } from "./testing/mail-server";

vi.mock("@/server/log/log-event", { spy: true });

const mail = await startMailServer();
const receiver = await startWebhookReceiver();

let channel: TestChannel;
let owner: string;
beforeEach(async () => {
  mail.reset();
  receiver.reset();
  channel = await makeCustomChannel();
  owner = channel.ctx.actor.type === "user" ? channel.ctx.actor.userId : "";
});

async function createNotification(more: Partial<NewNotification> = {}) {
  const { workspaceId, botId } = channel;
  const defaults = {
    workspaceId,
    botId,
    kind: "person_called",
    title: "A customer needs a person",
    body: "Angry.",
  } as const;
  const [event] = await notify(db, { ...defaults, ...more });
  return { workspaceId, notificationId: String(event?.data["notificationId"]) };
}

async function sendsOf(notificationId: string) {
  return db.select().from(notificationSends).where(eq(notificationSends.notificationId, notificationId));
}

const callerOf = (userId: string) => createTestCaller({ userId, workspaceId: channel.workspaceId });
const setWebhook = (secret?: string) =>
  callerOf(owner).notifications.setWebhook({ url: `${receiver.origin}/pager`, ...(secret && { secret }) });

describe("The recipients of a notification", () => {
  it("are owners and admins by default, and members who chose its kind", async () => {
    const [admin, editor, viewer] = await Promise.all(
      (["admin", "editor", "viewer"] as const).map(
        async (role) => (await makeMember(channel.workspaceId, role)).userId,
      ),
    );
    expect((await listRecipients(await createNotification())).toSorted()).toEqual([owner, admin].toSorted());
    expect(await listRecipients(await createNotification({ kind: "action_called" }))).toEqual([]);
    await callerOf(viewer ?? "").notifications.chooseMail({ kind: "person_called", email: true });
    await callerOf(editor ?? "").notifications.chooseMail({ kind: "action_called", email: true });
    await callerOf(owner).notifications.chooseMail({ kind: "person_called", email: false });
    expect((await listRecipients(await createNotification())).toSorted()).toEqual([admin, viewer].toSorted());
    expect(await listRecipients(await createNotification({ kind: "action_called" }))).toEqual([editor]);
  });

  it("are members of its workspace only, and the webhook if there is one", async () => {
    const other = await makeCustomChannel();
    await setWebhook();
    expect(await listRecipients(await createNotification())).toEqual([owner, "webhook"]);
    const { notificationId } = await createNotification();
    expect(await listRecipients({ workspaceId: other.workspaceId, notificationId })).toEqual([]);
    expect(await attemptSend({ workspaceId: other.workspaceId, notificationId }, owner, 1)).toEqual({ state: "done" });
    expect(mail.taken).toEqual([]);
  });
});

describe("A notification e-mail", () => {
  it("names the event, the customer and the place in plain text and in HTML", async () => {
    const { conversationId } = await makeConversation(channel, "chat-7");
    const key = await createNotification({ conversationId, body: 'Wants <b>"it"</b> & now.' });
    expect(await attemptSend(key, owner, 1)).toEqual({ state: "done" });
    const [sent] = mail.taken;
    expect(sent).toMatchObject({
      from: "parley@example.com",
      to: [`${owner}@example.com`],
      headers: {
        from: "Parley <parley@example.com>",
        subject: "A customer needs a person",
        "message-id": `<${key.notificationId}.${owner}@localhost>`,
        "auto-submitted": "auto-generated",
      },
    });
    const address = `http://localhost:3000/inbox/${conversationId}`;
    for (const part of [
      `Open the conversation:\n${address}`,
      `href="${address}"`,
      "Customer: chat-7",
      "Bot: Test bot",
    ]) {
      expect(sent?.content).toContain(part);
    }
    expect(sent?.content).toContain('Wants <b>"it"</b> & now.');
    expect(sent?.content).toContain("Wants &lt;b&gt;&quot;it&quot;&lt;/b&gt; &amp; now.");
    expect(sent?.content).toContain("http://localhost:3000/settings/notifications");
  });

  it("allows no header injection through a title or an address", async () => {
    const title = "Hello\r\nBcc: victim@example.com\r\n\r\n<script>alert(1)</script>\u2028X-Evil: 1";
    await db.update(users).set({ email: "a@example.com\r\nBcc: victim@example.com" }).where(eq(users.id, owner));
    const key = await createNotification({ title });
    await attemptSend(key, owner, 1);
    expect(mail.taken.flatMap(({ to }) => to)).not.toContain("victim@example.com");
    expect(mail.taken.flatMap(({ headers }) => Object.keys(headers))).not.toContain("bcc");
    await db.update(users).set({ email: "a@example.com" }).where(eq(users.id, owner));
    await attemptSend(await createNotification({ title }), owner, 1);
    const sent = mail.taken.at(-1);
    expect(sent?.to).toEqual(["a@example.com"]);
    expect(Object.keys(sent?.headers ?? {}).filter((name) => /bcc|evil/.test(name))).toEqual([]);
    expect(sent?.headers["subject"]).toContain("Hello Bcc: victim@example.com");
    expect(sent?.content).toContain("&lt;script&gt;");
  });

  it("is sent once, however often and concurrently it is requested", async () => {
    const key = await createNotification();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => attemptSend(key, owner, 1)));
    expect(outcomes.filter(({ state }) => state === "done").length).toBeGreaterThan(0);
    expect(await attemptSend(key, owner, 1)).toEqual({ state: "done" });
    expect(await attemptSend(key, owner, 2)).toEqual({ state: "done" });
    expect(mail.taken).toHaveLength(1);
  });

  it("is sent again under the same id if the process crashed during the attempt", async () => {
    const key = await createNotification();
    const dead = { status: "sending", attempts: 1 } as const;
    const lease = (seconds: number) => sql`now() + ${seconds} * interval '1 second'`;
    await db.insert(notificationSends).values({ ...key, recipient: owner, ...dead, leaseUntil: lease(60) });
    expect(await attemptSend(key, owner, 1)).toMatchObject({ state: "under_way" });
    expect(mail.taken).toEqual([]);
    await db
      .update(notificationSends)
      .set({ leaseUntil: lease(-1) })
      .where(eq(notificationSends.recipient, owner));
    expect(await attemptSend(key, owner, 1)).toEqual({ state: "done" });
    expect(mail.taken.map(({ headers }) => headers["message-id"])).toEqual([
      `<${key.notificationId}.${owner}@localhost>`,
    ]);
  });

  it("is the only one for notifications of its kind in one conversation for ten minutes", async () => {
    const [one, two] = [await makeConversation(channel), await makeConversation(channel)];
    const { conversationId } = one;
    const burst = await Promise.all(Array.from({ length: 5 }, () => createNotification({ conversationId })));
    await Promise.all(burst.map((key) => attemptSend(key, owner, 1)));
    expect(mail.taken).toHaveLength(1);
    await attemptSend(await createNotification({ conversationId: two.conversationId }), owner, 1);
    await attemptSend(await createNotification({ conversationId, kind: "undelivered" }), owner, 1);
    await attemptSend(await createNotification({}), owner, 1);
    await attemptSend(await createNotification({}), owner, 1);
    expect(mail.taken).toHaveLength(5);
    await db.update(notificationSends).set({ createdAt: sql`now() - interval '11 minutes'` });
    await attemptSend(await createNotification({ conversationId }), owner, 1);
    expect(mail.taken).toHaveLength(6);
    expect((await callerOf(owner).notifications.list()).unseen).toBe(10);
  });

  it("is not sent to a member who has left the workspace or turned it off", async () => {
    const { userId } = await makeMember(channel.workspaceId, "admin");
    const key = await createNotification();
    const mine = and(eq(memberships.userId, userId), eq(memberships.workspaceId, channel.workspaceId));
    await db.delete(memberships).where(mine);
    await callerOf(owner).notifications.chooseMail({ kind: "person_called", email: false });
    expect(await attemptSend(key, userId, 1)).toEqual({ state: "done" });
    expect(await attemptSend(key, owner, 1)).toEqual({ state: "done" });
    expect(mail.taken).toEqual([]);
    expect((await sendsOf(key.notificationId)).map(({ status }) => status)).toEqual(["skipped", "skipped"]);
  });

  it("is not sent to a member who no longer sees its bot", async () => {
    const { userId } = await makeMember(channel.workspaceId, "operator");
    await callerOf(userId).notifications.chooseMail({ kind: "person_called", email: true });
    const key = await createNotification();
    expect(await listRecipients(key)).toContain(userId);
    await db
      .update(memberships)
      .set({ botIds: ["bot_other"] })
      .where(eq(memberships.userId, userId));
    expect(await listRecipients(key)).not.toContain(userId);
    expect(await attemptSend(key, userId, 1)).toEqual({ state: "done" });
    expect(mail.taken).toEqual([]);
  });

  it("does not contain contact data that is hidden from the member's role", async () => {
    const { conversationId } = await makeConversation(channel, "+4915112345678");
    const { userId } = await makeMember(channel.workspaceId, "operator");
    await callerOf(userId).notifications.chooseMail({ kind: "person_called", email: true });
    await callerOf(owner).team.hideContacts({ visibleFrom: "editor" });
    const key = await createNotification({ conversationId, body: "Write to grace@example.net" });
    for (const recipient of [owner, userId]) await attemptSend(key, recipient, 1);
    const [shown, hidden] = mail.taken.map(({ content }) => content);
    expect(shown).toMatch(/grace@example\.net[^]*\+4915112345678/);
    expect(hidden).toContain("Write to ");
    expect(hidden).not.toMatch(/grace@|15112345678/);
  });

  it("is retried after a temporary refusal of the mail server, and not after a permanent one", async () => {
    const key = await createNotification();
    mail.refuse = () => ({ code: 451, text: "Try later" });
    const waits = [];
    for (let number = 1; number <= 6; number += 1) waits.push(await attemptSend(key, owner, number));
    expect(waits).toEqual([
      ...[5, 30, 120, 600, 3600].map((afterSeconds) => ({ state: "retry", afterSeconds })),
      { state: "done" },
    ]);
    const [given] = await sendsOf(key.notificationId);
    expect(given).toMatchObject({ status: "failed", attempts: 6, error: expect.stringContaining("Try later") });
    mail.refuse = () => ({ code: 550, text: "No such mailbox" });
    const second = await createNotification();
    expect(await attemptSend(second, owner, 1)).toEqual({ state: "done" });
    expect((await sendsOf(second.notificationId))[0]?.error).toMatch(/refused the e-mail.*No such mailbox/u);
    expect(given?.error).not.toContain(MAIL_PASSWORD);
    const { mail: shown } = await callerOf(owner).notifications.settings();
    expect(shown.failure?.error).toContain("No such mailbox");
  });
});

describe("The notification webhook", () => {
  it("receives the notification with the secret, and with the same id on each attempt", async () => {
    await setWebhook("hook-s3cret");
    const key = await createNotification({ title: "T", kind: "limit_reached" });
    receiver.respond = (request, response) => response.writeHead(500).end(request.headers.authorization);
    expect(await attemptSend(key, "webhook", 1)).toEqual({ state: "retry", afterSeconds: 5 });
    const { webhook: failing } = await callerOf(owner).notifications.settings();
    expect(failing?.newest).toMatchObject({
      ok: false,
      willRetry: true,
      attempts: 1,
      error: expect.stringContaining("500"),
    });
    receiver.respond = (_, response) => response.writeHead(204).end();
    expect(await attemptSend(key, "webhook", 2)).toEqual({ state: "done" });
    const [first, second] = receiver.requests;
    expect(first?.body).toEqual({
      event: "notification",
      payload: {
        id: key.notificationId,
        kind: "limit_reached",
        title: "T",
        body: "Angry.",
        url: `http://localhost:3000/bots/${channel.botId}`,
        created_at: expect.stringMatching(/^\d{4}-.*Z$/u) as string,
      },
    });
    expect(second?.body).toEqual(first?.body);
    expect([first, second].map((request) => request?.headers.authorization)).toEqual(
      Array(2).fill("Bearer hook-s3cret"),
    );
    const { webhook } = await callerOf(owner).notifications.settings();
    expect(webhook).toMatchObject({ hasSecret: true, newest: { ok: true, error: null, attempts: 2 } });
    expect(JSON.stringify(await sendsOf(key.notificationId))).not.toContain("s3cret");
  });

  it("is retried after the time that it requests, up to ten minutes", async () => {
    await setWebhook();
    const key = await createNotification();
    receiver.respond = (_, response) => response.writeHead(429, { "retry-after": "90" }).end();
    expect(await attemptSend(key, "webhook", 1)).toEqual({ state: "retry", afterSeconds: 90 });
    receiver.respond = (_, response) => response.writeHead(429, { "retry-after": "86400" }).end();
    expect(await attemptSend(key, "webhook", 2)).toEqual({ state: "retry", afterSeconds: 600 });
  });

  it("keeps the first outcome of an attempt that two processes made", async () => {
    await setWebhook();
    const key = await createNotification();
    const [arrived, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    receiver.respond = (_, response) => {
      arrived.resolve();
      void answered.promise.then(() => response.writeHead(500).end());
    };
    const late = attemptSend(key, "webhook", 1);
    await arrived.promise;
    await db
      .update(notificationSends)
      .set({ leaseUntil: sql`now() - interval '1 second'` })
      .where(eq(notificationSends.notificationId, key.notificationId));
    receiver.respond = (_, response) => response.writeHead(200).end();
    expect(await attemptSend(key, "webhook", 1)).toEqual({ state: "done" });
    answered.resolve();
    expect(await late).toEqual({ state: "done" });
    expect(await sendsOf(key.notificationId)).toMatchObject([{ status: "sent", error: null, attempts: 1 }]);
  });

  it("gets no further attempts after it is removed", async () => {
    await setWebhook();
    const key = await createNotification();
    receiver.respond = (_, response) => response.destroy();
    expect(await attemptSend(key, "webhook", 1)).toMatchObject({ state: "retry" });
    await callerOf(owner).notifications.setWebhook({ url: null });
    expect(await attemptSend(key, "webhook", 2)).toEqual({ state: "done" });
    expect(receiver.requests).toHaveLength(1);
  });
});

describe("Each attempt", () => {
  it("writes one log line, without addresses and secrets", async () => {
    await callerOf(owner).notifications.setWebhook({ url: `${receiver.origin}/p?key=k3y`, secret: "hook-s3cret" });
    const key = await createNotification();
    receiver.respond = (_, response) => response.writeHead(500).end();
    vi.mocked(logEvent).mockClear();
    await attemptSend(key, "webhook", 1);
    mail.refuse = () => ({ code: 550, text: "No such mailbox" });
    await attemptSend(key, owner, 1);
    await attemptSend(key, owner, 1);
    const line = { ...key, attempt: 1, ms: expect.any(Number) };
    const { host } = new URL(receiver.origin);
    expect(vi.mocked(logEvent).mock.calls).toEqual([
      [
        "delivery.attempted",
        { ...line, recipient: "webhook", host, status: 500, outcome: "retry", retryAfterSeconds: 5 },
      ],
      [
        "delivery.attempted",
        { ...line, recipient: owner, host: null, status: null, outcome: "stop", retryAfterSeconds: null },
      ],
    ]);
    expect(JSON.stringify(vi.mocked(logEvent).mock.calls)).not.toMatch(/s3cret|k3y|example\.com|mailbox/u);
  });
});

describe("A notification with the source of an earlier one", () => {
  it("is not stored again and creates no event", async () => {
    const { workspaceId } = channel;
    const again = { workspaceId, kind: "person_called", title: "T", body: "", sourceKey: "once" } as const;
    const events = await Promise.all([1, 2, 3].map(() => notify(db, again)));
    expect(events.flat()).toHaveLength(1);
    expect(await db.select().from(notifications).where(eq(notifications.workspaceId, workspaceId))).toHaveLength(1);
  });
});
