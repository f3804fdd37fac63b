import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { notificationWebhooks } from "@/db/schema/notifications";
import { makeMember, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { TEST_MAILS_PER_HOUR } from "./send-test-mail";
import { MAIL_PASSWORD, startMailServer } from "./testing/mail-server";

const mail = await startMailServer();
const receiver = await startWebhookReceiver();
const url = `${receiver.origin}/pager`;

let workspace: TestWorkspace;
let owner: ReturnType<typeof createTestCaller>["notifications"];
beforeEach(async () => {
  mail.reset();
  receiver.reset();
  workspace = await makeWorkspace();
  owner = createTestCaller({ userId: workspace.userId }).notifications;
});

async function memberOf(role: "admin" | "editor" | "viewer") {
  return createTestCaller({ userId: (await makeMember(workspace.workspaceId, role)).userId }).notifications;
}

describe("A member's choice of e-mails", () => {
  it("defaults to that of the role, and applies to one workspace only", async () => {
    const byRole = { person_called: true, undelivered: true, webhook_failing: true, limit_reached: true };
    const viewer = await memberOf("viewer");
    expect((await owner.settings()).choices).toEqual({ ...byRole, action_called: false });
    expect(Object.values((await viewer.settings()).choices)).toEqual(Array(5).fill(false));
    await owner.chooseMail({ kind: "action_called", email: true });
    await owner.chooseMail({ kind: "undelivered", email: false });
    await owner.chooseMail({ kind: "undelivered", email: false });
    expect((await owner.settings()).choices).toEqual({ ...byRole, action_called: true, undelivered: false });
    expect(Object.values((await viewer.settings()).choices)).toEqual(Array(5).fill(false));
    const other = await makeWorkspace();
    await makeMember(other.workspaceId, "admin", workspace.userId);
    const there = createTestCaller({ userId: workspace.userId, workspaceId: other.workspaceId }).notifications;
    expect((await there.settings()).choices.undelivered).toBe(true);
  });
});

describe("The webhook of a workspace", () => {
  it("is visible to owners and admins only", async () => {
    await owner.setWebhook({ url });
    expect((await (await memberOf("admin")).settings()).webhook).toMatchObject({ url, hasSecret: false });
    const editor = await memberOf("editor");
    expect(await editor.settings()).toMatchObject({ isAdmin: false, webhook: null });
    await expect(editor.setWebhook({ url })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(editor.testWebhook()).rejects.toMatchObject({ code: "FORBIDDEN" });
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId }).notifications;
    expect((await stranger.settings()).webhook).toBeNull();
  });

  it("keeps its secret sealed until it is replaced or removed", async () => {
    await owner.setWebhook({ url, secret: "hook-s3cret" });
    await owner.setWebhook({ url: `${url}?v=2` });
    const mine = eq(notificationWebhooks.workspaceId, workspace.workspaceId);
    const [row] = await db.select().from(notificationWebhooks).where(mine);
    expect(JSON.stringify([row, await owner.settings()])).not.toContain("hook-s3cret");
    await owner.testWebhook();
    expect(receiver.requests.at(-1)?.headers.authorization).toBe("Bearer hook-s3cret");
    await owner.setWebhook({ secret: null });
    await owner.testWebhook();
    expect(receiver.requests.at(-1)?.headers.authorization).toBeUndefined();
    await owner.setWebhook({ url: null });
    expect((await owner.settings()).webhook).toBeNull();
    expect(await db.select().from(notificationWebhooks).where(mine)).toEqual([]);
  });

  it("uses its secret only for the server that it was entered for", async () => {
    await owner.setWebhook({ url, secret: "hook-s3cret" });
    await expect(owner.setWebhook({ url: "https://evil.example/hook" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: expect.stringContaining("Enter the secret again for https://evil.example, or remove it."),
      cause: { details: [{ path: ["secret"] }] },
    });
    expect((await owner.settings()).webhook).toMatchObject({ url, hasSecret: true });
    await owner.setWebhook({ url: "https://pager.example/hook", secret: null });
    expect((await owner.settings()).webhook).toMatchObject({ url: "https://pager.example/hook", hasSecret: false });
  });

  it("reports a fault at its field", async () => {
    for (const wrong of ["http://10.0.0.5/hook", "ftp://example.com", "pager", "https://a:b@example.com"]) {
      await expect(owner.setWebhook({ url: wrong })).rejects.toMatchObject({
        code: "BAD_REQUEST",
        cause: { details: [{ path: ["url"] }] },
      });
    }
    await expect(owner.setWebhook({ secret: "x" })).rejects.toThrow("no webhook address yet");
    await expect(owner.setWebhook({ url, secret: "a\r\nX-Evil: 1" })).rejects.toThrow("Latin letters");
    await expect(owner.testWebhook()).rejects.toThrow("no webhook address yet");
  });

  it("can be tested, and its response is returned", async () => {
    await owner.setWebhook({ url, secret: "hook-s3cret" });
    receiver.respond = (_, response) => response.writeHead(401).end("who? hook-s3cret?");
    expect(await owner.testWebhook()).toMatchObject({ ok: false, status: 401, responseExcerpt: "who? •••?" });
    expect(receiver.requests[0]?.body).toMatchObject({ event: "notification", payload: { kind: "test" } });
  });
});

describe("A test mail", () => {
  it("is sent to the member's own address, a limited number of times per hour", async () => {
    expect((await owner.settings()).mail).toEqual({ sender: "Parley <parley@example.com>", failure: null });
    for (let i = 0; i < TEST_MAILS_PER_HOUR; i += 1) {
      expect(await owner.testMail()).toEqual({ to: `${workspace.userId}@example.com` });
    }
    await expect(owner.testMail()).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    expect(mail.taken.map(({ to }) => to)).toEqual(
      Array.from({ length: TEST_MAILS_PER_HOUR }, () => [`${workspace.userId}@example.com`]),
    );
  });

  it("reports why the mail server refused it, without the server's password", async () => {
    mail.refuse = () => ({ code: 550, text: "No such mailbox" });
    const refused = await owner.testMail().then(String, String);
    expect(refused).toMatch(/not sent\. The mail server refused the e-mail\..*No such mailbox/u);
    expect(refused).not.toContain(MAIL_PASSWORD);
  });
});
