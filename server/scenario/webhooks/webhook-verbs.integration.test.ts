import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { bots, botVersions } from "@/db/schema/bots";
import { interactions, scenarioWebhooks } from "@/db/schema/scenario";
import { makeMember, makeUser, makeWorkspace } from "@/db/testing/factories";
import { newId } from "@/server/ids";
import { interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { callScenarioWebhook } from "./call-scenario-webhook";
import { checkAddress } from "./editing/verify-webhook";
import { checkScenario } from "../problems/list-scenario-problems";
import { scenarioSettings } from "@/server/schemas/scenario/scenario";
import { findWebhook } from "./find-webhook";
import { campaignCall, makeCampaign, makeFulfilment, makeScene, type TestScene } from "./testing/make-webhook";
import { startScenarioReceiver } from "./testing/scenario-receiver";

const receiver = await startScenarioReceiver();
const TOKEN = "shop-token";
let scene: TestScene;
let webhooks: ReturnType<typeof createTestCaller>["scenarioWebhooks"];
beforeEach(async () => {
  receiver.reset();
  scene = await makeScene();
  webhooks = (await callerOf("editor")).scenarioWebhooks;
});

async function callerOf(role: "editor" | "viewer") {
  const { userId } = await makeUser();
  await makeMember(scene.workspaceId, role, userId);
  return createTestCaller({ userId });
}

/** Answers the challenge like ChatBot.com's sample receivers. */
function echoChallenge(change = (challenge: string) => challenge): void {
  receiver.respond = (request, response) => {
    const { searchParams } = new URL(request.url ?? "", receiver.origin);
    if (searchParams.get("token") !== TOKEN) return void response.writeHead(401).end();
    response.writeHead(200).end(change(searchParams.get("challenge") ?? ""));
  };
}

const fulfilment = (changes: { url?: string; token?: string } = {}) => ({
  kind: "fulfilment" as const,
  name: "Orders",
  url: `${receiver.origin}/hook?shop=1`,
  schema: "v1" as const,
  token: TOKEN,
  fallbackText: "",
  ...changes,
});

interface Header {
  name: string;
  value: string | null;
  secret: boolean;
}

const campaign = (changes: { url?: string; extraBody?: string; headers?: Header[] } = {}) => ({
  kind: "campaign" as const,
  name: "Choices",
  url: receiver.origin,
  headers: [],
  extraBody: "{}",
  thanksText: "",
  ...changes,
});

const create = (webhook: ReturnType<typeof fulfilment> | ReturnType<typeof campaign>) =>
  webhooks.create({ botId: scene.botId, webhook });

describe("Verifying a fulfilment webhook", () => {
  it("sends challenge and token with the address's own query, and accepts the echo", async () => {
    echoChallenge((challenge) => `${challenge}\n`);
    const { id, verification } = await create(fulfilment());
    expect(verification).toEqual({ isVerified: true, error: null });
    const [request] = receiver.calls;
    expect(request?.method).toBe("GET");
    expect(request?.url).toMatch(/^\/hook\?shop=1&challenge=[\w-]{32}&token=shop-token$/);
    expect(await webhooks.get({ webhookId: id })).toMatchObject({ verifiedAt: expect.any(String) });
    await webhooks.verify({ webhookId: id });
    const challenges = receiver.calls.map(({ url }) => new URL(url, receiver.origin).searchParams.get("challenge"));
    expect(new Set(challenges).size).toBe(2);
  });

  it.each([
    ["quotes it", (text: string) => `"${text}"`, "in quotes"],
    ["adds to it", (text: string) => `Your challenge: ${text}`, "more than the challenge"],
    ["answers nothing", () => "", "an empty body"],
    ["answers something else and the token", () => `no ${TOKEN}`, 'another text: "no •••"'],
  ])("fails if the receiver %s", async (_, change, why) => {
    echoChallenge(change);
    const { id, verification } = await create(fulfilment());
    expect(verification).toMatchObject({ isVerified: false, error: expect.stringContaining(why) });
    expect(await webhooks.list({ botId: scene.botId })).toMatchObject([
      { id, verifiedAt: null, verificationError: verification?.error },
    ]);
  });

  it("says that the token was refused", async () => {
    echoChallenge();
    const { verification } = await create(fulfilment({ token: "wrong-token" }));
    expect(verification?.error).toContain("401: it refused the token");
  });

  it("fails for a redirect and for a private address", async () => {
    receiver.answer(307, "", { location: "/elsewhere" });
    expect((await create(fulfilment())).verification?.error).toContain("a redirect");
    expect(receiver.calls).toHaveLength(1);
    await expect(create(fulfilment({ url: "http://10.0.0.1/hook" }))).rejects.toThrow("10.0.0.1");
  });

  it("fails if the answer takes too long", async () => {
    echoChallenge();
    const { id } = await create(fulfilment());
    receiver.respond = () => undefined;
    const checked = await checkAddress(await findWebhook(scene.workspaceId, id), 200);
    // It passed before, so it may only be down for the moment.
    expect(checked).toEqual({ isVerified: true, error: "There was no complete answer within 0.2 seconds." });
  });

  it("is repeated after a change of the address or token, and only then", async () => {
    echoChallenge();
    const { id } = await create(fulfilment());
    const { token: _kept, ...unchanged } = fulfilment();
    expect(await webhooks.update({ webhookId: id, webhook: { ...unchanged, name: "New" } })).toEqual({
      id,
      verification: null,
    });
    receiver.answer(500);
    const moved = await webhooks.update({
      webhookId: id,
      webhook: { ...unchanged, url: `${receiver.origin}/other` },
    });
    expect(moved.verification?.isVerified).toBe(false);
    expect(await webhooks.get({ webhookId: id })).toMatchObject({ verifiedAt: null });
    echoChallenge();
    expect((await webhooks.verify({ webhookId: id })).isVerified).toBe(true);
    const other = await webhooks.update({ webhookId: id, webhook: fulfilment({ token: "other-token" }) });
    expect(other.verification?.isVerified).toBe(false);
  });
});

describe("The form of a webhook", () => {
  it("refuses a fulfilment without a token, and an address with a token of its own", async () => {
    const { token: _none, ...without } = fulfilment();
    await expect(webhooks.create({ botId: scene.botId, webhook: without })).rejects.toThrow("verification token");
    await expect(create(fulfilment({ url: `${receiver.origin}/?token=a` }))).rejects.toThrow("Take it out");
  });

  it("refuses secrets that are too short to be masked", async () => {
    await expect(create(fulfilment({ token: "abc" }))).rejects.toThrow("at least 4 characters");
    await expect(create(campaign({ url: `${receiver.origin}/?key=abc` }))).rejects.toThrow("at least 4 characters");
    await create(campaign({ url: `${receiver.origin}/?key=&shop=abc` }));
  });

  it.each([
    ['{"a": 1,\n "b" 2}', "Line 2, column 6"],
    ['{"label": "x"}', 'Parley sets "label" itself'],
    ["[]", "must be a JSON object"],
  ])("refuses the extra parameters %j", async (extraBody, why) => {
    await expect(create(campaign({ extraBody }))).rejects.toThrow(why);
  });

  it.each([
    [{ name: "Host", value: "a", secret: false }, "sets the header Host itself"],
    [{ name: "content-LENGTH", value: "1", secret: false }, "itself"],
    [{ name: "Content-Type", value: "text/plain", secret: false }, "itself"],
    [{ name: "Webhook-Id", value: "1", secret: false }, "itself"],
    [{ name: "X Shop", value: "1", secret: false }, "not a header name"],
    [{ name: "X-Shop", value: "a\r\nb", secret: false }, "line break"],
    [{ name: "X-Shop", value: null, secret: true }, "Enter the value of X-Shop"],
    [{ name: "X-Shop", value: "abc", secret: true }, "at least 4 characters"],
    [{ name: "Authorization", value: "abc", secret: false }, "at least 4 characters"],
  ])("refuses the header %j", async (header, why) => {
    await expect(create(campaign({ headers: [header] }))).rejects.toThrow(why);
  });

  it("keeps secret headers sealed, keeps them unless they change, and never shows them", async () => {
    const secret = { name: "Authorization", value: "Bearer s3cret-value", secret: false };
    const plain = { name: "X-Shop", value: "blue", secret: false };
    const { id } = await create(campaign({ url: `${receiver.origin}/?key=k-12345`, headers: [secret, plain] }));
    const shown = await webhooks.get({ webhookId: id });
    expect(shown).toMatchObject({
      url: `${receiver.origin}/?key=•••`,
      headers: [{ name: "Authorization", secret: true, value: null }, plain],
    });
    const [row] = await db.select().from(scenarioWebhooks).where(eq(scenarioWebhooks.id, id));
    expect(JSON.stringify(row)).not.toContain("s3cret");
    const headers = [{ name: "authorization", value: null, secret: true }];
    await webhooks.update({ webhookId: id, webhook: campaign({ url: `${receiver.origin}/v2?key=•••`, headers }) });
    await callScenarioWebhook(campaignCall(scene, id));
    expect(receiver.calls[0]?.url).toBe("/v2?key=k-12345");
    expect(receiver.calls[0]?.headers).toMatchObject({ authorization: "Bearer s3cret-value" });
    expect(receiver.calls[0]?.headers).not.toHaveProperty("x-shop");
    const elsewhere = campaign({ url: "https://other.example/", headers });
    await expect(webhooks.update({ webhookId: id, webhook: elsewhere })).rejects.toThrow("another server");
  });

  it("does not change the kind", async () => {
    const { id } = await create(campaign());
    await expect(webhooks.update({ webhookId: id, webhook: fulfilment() })).rejects.toThrow("cannot be changed");
  });
});

describe("Testing, the log and replaying", () => {
  it("sends a sample and shows request and answer", async () => {
    receiver.answer(200, { responses: [{ type: "text", message: "Hi" }] });
    const webhookId = await makeCampaign(scene, `${receiver.origin}/?key=k-12345`, { extraBody: '{"a":1}' });
    const test = await webhooks.test({ webhookId, about: "data" });
    expect(test).toMatchObject({
      isTest: true,
      status: "sent",
      url: `${receiver.origin}/?key=•••`,
      answer: { responses: [{ type: "text", text: "Hi" }] },
      attempts: [{ number: 1, status: 200, responseExcerpt: expect.stringContaining("Hi") }],
    });
    expect(test.body).toBe(receiver.calls[0]?.body);
    expect(JSON.parse(test.body)).toMatchObject({ phoneNumber: "+525500000000", response: "John Doe", a: 1 });
    await expect(webhooks.test({ webhookId, about: "fulfilment" })).rejects.toThrow("other kind");
  });

  it("makes a failed test only once", async () => {
    receiver.answer(500);
    const webhookId = await makeCampaign(scene, receiver.origin);
    expect(await webhooks.test({ webhookId, about: "option" })).toMatchObject({
      status: "failed",
      nextAttemptAt: null,
    });
  });

  it("replays a call with the same body and id, as an entry of its own", async () => {
    const webhookId = await makeFulfilment(scene, receiver.origin);
    const first = await webhooks.test({ webhookId, about: "fulfilment" });
    const second = await webhooks.replay({ callId: first.id });
    const third = await webhooks.replay({ callId: second.id });
    expect([second.replayOf, third.replayOf]).toEqual([first.id, first.id]);
    expect(new Set(receiver.calls.map(({ headers, body }) => `${headers["webhook-id"]} ${body}`))).toEqual(
      new Set([`${first.id} ${first.body}`]),
    );
    expect(receiver.calls).toHaveLength(3);
    const { calls } = await webhooks.calls({ webhookId });
    expect(calls.map(({ id }) => id)).toEqual([third.id, second.id, first.id]);
  });

  it("lists calls by status in pages", async () => {
    const webhookId = await makeCampaign(scene, receiver.origin);
    for (let i = 0; i < 51; i += 1) await callScenarioWebhook(campaignCall(scene, webhookId));
    receiver.answer(500);
    const failed = await webhooks.test({ webhookId, about: "option" });
    expect((await webhooks.calls({ webhookId, status: "failed" })).calls.map(({ id }) => id)).toEqual([failed.id]);
    const first = await webhooks.calls({ webhookId });
    const rest = await webhooks.calls({ webhookId, cursor: first.nextCursor });
    expect([first.calls.length, rest.calls.length, rest.nextCursor]).toEqual([50, 2, null]);
    expect(new Set([...first.calls, ...rest.calls].map(({ id }) => id)).size).toBe(52);
    expect(await webhooks.list({ botId: scene.botId })).toMatchObject([
      { id: webhookId, failures24h: 1, lastCall: { status: "failed", error: expect.stringContaining("500") } },
    ]);
  });
});

describe("The uses of a webhook", () => {
  const order = { id: newId("interaction"), name: "Order" };

  async function use(definition: Omit<InteractionInput, "id" | "name">): Promise<void> {
    const { id, ...rest } = interaction.parse({ ...order, ...definition });
    await db.insert(interactions).values({ ...scene, id, definition: rest, position: 0 });
  }

  it("keep it from being deleted, unless that is forced", async () => {
    await db.delete(interactions);
    const webhookId = await makeFulfilment(scene, receiver.origin);
    await use({ fulfilmentId: webhookId });
    await expect(webhooks.delete({ webhookId })).rejects.toThrow('used by "Order" (draft)');
    const { definition: draft } = (await db.select().from(interactions))[0] ?? {};
    const versionId = newId("botVersion");
    const snapshot = { scenario: { settings: {}, interactions: [{ ...draft, id: order.id }] } };
    await db.insert(botVersions).values({
      id: versionId,
      workspaceId: scene.workspaceId,
      botId: scene.botId,
      number: 1,
      // Only the scenario is read.
      snapshot: JSON.parse(JSON.stringify(snapshot)),
    });
    await db.update(bots).set({ publishedVersionId: versionId }).where(eq(bots.id, scene.botId));
    expect((await webhooks.get({ webhookId })).uses).toEqual([
      { interactionId: order.id, name: "Order", inDraft: true, published: true },
    ]);
    await db.delete(interactions);
    await expect(webhooks.delete({ webhookId })).rejects.toThrow('used by "Order" (published)');
    await webhooks.delete({ webhookId, force: true });
    expect(await webhooks.list({ botId: scene.botId })).toEqual([]);
  });

  it("are problems if it is not verified, of the wrong kind, or gone", async () => {
    const row = (redirect: object, webhookId: string | null = null) => ({
      id: "row_1",
      text: "A",
      redirect,
      webhookId,
    });
    const [plain, unverified] = [
      await makeCampaign(scene, receiver.origin),
      await makeFulfilment(scene, receiver.origin),
    ];
    await db
      .update(scenarioWebhooks)
      .set({ verifiedAt: null, verificationError: "It answered 500." })
      .where(eq(scenarioWebhooks.id, unverified));
    const problemsOf = async (definition: object) => {
      const parsed = interaction.parse({ ...order, ...definition });
      const settings = scenarioSettings.parse({});
      const found = await checkScenario(scene.workspaceId, scene.botId, { interactions: [parsed], settings });
      return found.flatMap(({ severity, message }) =>
        severity === "error" && message.includes("webhook") ? [message] : [],
      );
    };
    const toWebhook = { menu: { rows: [row({ type: "webhook", webhookId: plain })] } };
    const toggled = { menu: { rows: [row({ type: "person" }, unverified)] } };
    expect(await problemsOf(toWebhook)).toEqual([]);
    expect(await problemsOf({ fulfilmentId: await makeFulfilment(scene, receiver.origin) })).toEqual([]);
    expect(await problemsOf({ fulfilmentId: unverified })).toEqual([
      expect.stringMatching(/The webhook “Shop system” is not verified\. It answered 500\./),
    ]);
    expect(await problemsOf({ fulfilmentId: plain })).toEqual([
      expect.stringContaining("A fulfilment webhook is needed"),
    ]);
    expect(await problemsOf(toggled)).toEqual([expect.stringContaining("A campaign webhook is needed")]);
    expect(await problemsOf({ fulfilmentId: "whk_gone" })).toEqual([expect.stringContaining("was deleted")]);
  });
});

describe("Members", () => {
  it("who are viewers may read but not change or send, and others see nothing", async () => {
    const webhookId = await makeFulfilment(scene, receiver.origin);
    const test = await webhooks.test({ webhookId, about: "fulfilment" });
    const { scenarioWebhooks: viewer } = await callerOf("viewer");
    expect(await viewer.list({ botId: scene.botId })).toHaveLength(1);
    expect((await viewer.calls({ webhookId })).calls).toHaveLength(1);
    expect((await viewer.getCall({ callId: test.id })).body).toBe(test.body);
    const denied = [
      () => viewer.verify({ webhookId }),
      () => viewer.replay({ callId: test.id }),
      () => viewer.delete({ webhookId }),
    ];
    for (const attempt of denied) await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId }).scenarioWebhooks;
    await expect(stranger.get({ webhookId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(stranger.getCall({ callId: test.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(stranger.list({ botId: scene.botId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await stranger.calls({ webhookId })).calls).toEqual([]);
  });
});
