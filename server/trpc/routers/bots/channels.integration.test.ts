import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { errorDetails } from "@/server/trpc/domain-errors";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { TRPCError } from "@trpc/server";
import { authenticateToken } from "@/server/channels/custom/authenticate-token";
import { makeWebBot, type WebBot } from "@/server/channels/web/testing/web-bot";

let bot: WebBot;
let caller: ReturnType<typeof createTestCaller>["channels"];
let customId: string;
beforeEach(async () => {
  bot = await makeWebBot();
  caller = createTestCaller({ userId: bot.userId }).channels;
  ({ id: customId } = await caller.create({ botId: bot.botId, kind: "custom", name: "Messenger" }));
});

describe("A channel", () => {
  it("is listed with the other channels of its bot, but without the test chat", async () => {
    expect(await caller.list({ botId: bot.botId })).toEqual([
      { id: bot.channelId, kind: "web", name: "Website", enabled: true, publicId: bot.publicId },
      {
        id: customId,
        kind: "custom",
        name: "Messenger",
        enabled: true,
        publicId: expect.stringMatching(/^[\w-]{12}$/),
      },
    ]);
  });

  it("is returned with its addresses and, for a custom one, its token", async () => {
    expect(await caller.get({ channelId: bot.channelId })).toMatchObject({
      kind: "web",
      chatUrl: `http://localhost:3000/chat/${bot.publicId}`,
      incomingUrl: null,
      token: null,
    });
    expect(await caller.get({ channelId: customId })).toMatchObject({
      kind: "custom",
      chatUrl: null,
      incomingUrl: "http://localhost:3000/api/webhook/custom/message",
      token: expect.stringMatching(/^prl_[\w-]{32}$/),
      settings: { kind: "custom", webhookUrl: null, hasWebhookSecret: false, retry: true },
    });
  });

  it("stores its secrets sealed, and returns only whether they are set", async () => {
    await caller.update({ channelId: customId, custom: { webhookSecret: "hush-custom" } });
    await caller.update({ channelId: bot.channelId, web: { identitySecret: "hush-web" } });
    const [custom, web] = [await caller.get({ channelId: customId }), await caller.get({ channelId: bot.channelId })];
    expect([custom.settings, web.settings]).toMatchObject([{ hasWebhookSecret: true }, { hasIdentitySecret: true }]);
    const rows = await db.select().from(channels).where(eq(channels.botId, bot.botId));
    expect(JSON.stringify([custom, web, rows])).not.toMatch(/hush-/);
    expect(JSON.stringify([custom, web, await caller.list({ botId: bot.botId })])).not.toMatch(/sealed/i);
    await caller.update({ channelId: customId, custom: { webhookSecret: null } });
    expect((await caller.get({ channelId: customId })).settings).toMatchObject({ hasWebhookSecret: false });
  });

  it("changes the given fields and keeps the others", async () => {
    await caller.update({ channelId: customId, name: " Shop ", custom: { webhookUrl: " https://example.com/hook " } });
    await caller.update({ channelId: customId, enabled: false, custom: { retry: false, webhookSecret: "s" } });
    expect(await caller.get({ channelId: customId })).toMatchObject({
      name: "Shop",
      enabled: false,
      settings: { webhookUrl: "https://example.com/hook", hasWebhookSecret: true, retry: false },
    });
    await caller.update({ channelId: customId, custom: { webhookUrl: "" } });
    expect((await caller.get({ channelId: customId })).settings).toMatchObject({ webhookUrl: null, retry: false });
    await caller.update({
      channelId: bot.channelId,
      web: { title: "Hi", allowedOrigins: ["https://shop.example.com"] },
    });
    expect((await caller.get({ channelId: bot.channelId })).settings).toMatchObject({
      title: "Hi",
      greeting: "Hello! I am Shop. How can I help you?",
      allowedOrigins: ["https://shop.example.com"],
    });
  });

  it("uses the webhook's secret only for the server that it was entered for", async () => {
    const set = (custom: object) => caller.update({ channelId: customId, custom });
    const settings = async () => (await caller.get({ channelId: customId })).settings;
    await set({ webhookSecret: "s" });
    await set({ webhookUrl: "https://example.com/hook" });
    await set({ webhookUrl: "https://example.com/other" });
    const fault = await faultOf(set({ webhookUrl: "https://evil.example/hook" }));
    const message =
      "The secret was entered for https://example.com and is not sent to another server. Enter the secret again for https://evil.example, or remove it.";
    expect(fault).toMatchObject({ message, details: [{ path: ["custom", "webhookSecret"], message }] });
    expect(await settings()).toMatchObject({ webhookUrl: "https://example.com/other", hasWebhookSecret: true });
    await set({ webhookUrl: "https://shop.example/hook", webhookSecret: "t" });
    expect(await settings()).toMatchObject({ webhookUrl: "https://shop.example/hook", hasWebhookSecret: true });
    await set({ webhookUrl: "https://example.com/hook", webhookSecret: null });
    expect(await settings()).toMatchObject({ webhookUrl: "https://example.com/hook", hasWebhookSecret: false });
    // It is not kept for an address that is set later, either.
    await set({ webhookSecret: "s" });
    await set({ webhookUrl: null });
    expect(await settings()).toMatchObject({ webhookUrl: null, hasWebhookSecret: false });
  });

  it("keeps all of several concurrent changes", async () => {
    await Promise.all([
      caller.update({ channelId: customId, custom: { webhookUrl: "https://example.com/hook" } }),
      caller.update({ channelId: customId, custom: { webhookSecret: "s" } }),
      caller.update({ channelId: customId, custom: { retry: false } }),
      caller.update({ channelId: customId, name: "Renamed" }),
    ]);
    expect(await caller.get({ channelId: customId })).toMatchObject({
      name: "Renamed",
      settings: { webhookUrl: "https://example.com/hook", hasWebhookSecret: true, retry: false },
    });
  });

  it("is deleted with its conversations, unless it is the test chat", async () => {
    await caller.delete({ channelId: customId });
    expect(await faultOf(caller.get({ channelId: customId }))).toMatchObject({ code: "NOT_FOUND" });
    const all = await db.select().from(channels).where(eq(channels.botId, bot.botId));
    const test = all.find(({ kind }) => kind === "test");
    expect(await faultOf(caller.delete({ channelId: test?.id ?? "" }))).toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("A refused change", () => {
  it.each([
    "http://10.0.0.5/hook",
    "http://localhost:3000/hook",
    "http://169.254.169.254/latest/meta-data",
    "ftp://example.com",
    "example.com/hook",
    "https://user:pass@example.com/hook",
  ])("names the field of the webhook URL %s", async (webhookUrl) => {
    const fault = await faultOf(caller.update({ channelId: customId, custom: { webhookUrl } }));
    expect(fault).toMatchObject({
      code: "BAD_REQUEST",
      details: [{ path: ["custom", "webhookUrl"], message: fault.message }],
    });
    expect((await caller.get({ channelId: customId })).settings).toMatchObject({ webhookUrl: null });
  });

  it.each([
    "https://shop.example.com/",
    "shop.example.com",
    "https://shop.example.com/chat",
    "*",
    "null",
    "https://a,b.example",
    "https://a'b.example",
    "https://a;b.example",
    "https://*.example",
  ])("names the field of the origin %s", async (origin) => {
    const fault = await faultOf(caller.update({ channelId: bot.channelId, web: { allowedOrigins: [origin] } }));
    expect(fault).toMatchObject({ code: "BAD_REQUEST", details: [{ path: ["web", "allowedOrigins", 0] }] });
  });

  it("names the field of a webhook secret that cannot be sent in a header", async () => {
    const fault = await faultOf(caller.update({ channelId: customId, custom: { webhookSecret: "a\nb" } }));
    expect(fault).toMatchObject({ code: "BAD_REQUEST", details: [{ path: ["custom", "webhookSecret"] }] });
  });

  it("reports settings of another kind of channel", async () => {
    expect(await faultOf(caller.update({ channelId: customId, web: { title: "Hi" } }))).toMatchObject({
      code: "BAD_REQUEST",
      message: "These settings belong to another kind of channel.",
    });
    expect(await faultOf(caller.rotateToken({ channelId: bot.channelId }))).toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("A token", () => {
  it("stops working when a new one is generated", async () => {
    const { token: before } = await caller.get({ channelId: customId });
    expect(await authenticateToken(`Bearer ${before}`)).toMatchObject({ id: customId });
    await caller.rotateToken({ channelId: customId });
    const { token: after } = await caller.get({ channelId: customId });
    expect(after).not.toBe(before);
    await expect(authenticateToken(`Bearer ${before}`)).rejects.toMatchObject({ code: "unauthorized" });
    expect(await authenticateToken(`Bearer ${after}`)).toMatchObject({ id: customId });
  });
});

describe("Access to channels", () => {
  it("is refused for another workspace's channels", async () => {
    const { userId } = await makeWorkspace();
    const theirs = createTestCaller({ userId }).channels;
    const channelId = customId;
    const faults = await Promise.all(
      [
        theirs.get({ channelId }),
        theirs.update({ channelId, name: "Mine" }),
        theirs.rotateToken({ channelId }),
        theirs.sendTest({ channelId }),
        theirs.delete({ channelId }),
        theirs.create({ botId: bot.botId, kind: "web", name: "Mine" }),
      ].map(faultOf),
    );
    expect(faults.map(({ code }) => code)).toEqual(faults.map(() => "NOT_FOUND"));
    expect(await theirs.list({ botId: bot.botId })).toEqual([]);
    expect(await caller.get({ channelId })).toMatchObject({ name: "Messenger" });
  });

  it("is limited for a viewer to the list, without tokens", async () => {
    const { userId } = await makeMember(bot.ctx.workspaceId, "viewer");
    const viewer = createTestCaller({ userId }).channels;
    const list = await viewer.list({ botId: bot.botId });
    const { token } = await caller.get({ channelId: customId });
    expect(list).toHaveLength(2);
    expect(JSON.stringify(list)).not.toContain(token);
    expect(await faultOf(viewer.get({ channelId: customId }))).toMatchObject({ code: "FORBIDDEN" });
    expect(await faultOf(viewer.rotateToken({ channelId: customId }))).toMatchObject({ code: "FORBIDDEN" });
  });
});

/** Returns the error of a refused call. */
async function faultOf(call: Promise<unknown>) {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TRPCError)) throw new Error("The call was not refused.", { cause: error });
  return { code: error.code, message: error.message, details: errorDetails(error).details };
}
