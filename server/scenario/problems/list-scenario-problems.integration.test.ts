import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { channels, conversations } from "@/db/schema/conversations";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { updateAction } from "@/server/actions/definition/draft-actions";
import { webhookStep } from "@/server/actions/testing/fixtures";
import { publishBot } from "@/server/bots/publish-bot";
import { addAction, makeBot } from "@/server/bots/testing/asking-bots";
import { newId } from "@/server/ids";
import type { InteractionInput } from "@/server/schemas/scenario/interaction";
import type { ServiceContext } from "@/server/service-context";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

type Caller = ReturnType<typeof createTestCaller>;
let ctx: ServiceContext;
let caller: Caller;
let viewer: Caller;
let botId: string;
beforeEach(async () => {
  const made = await makeWorkspace();
  ctx = made.ctx;
  caller = createTestCaller({ userId: made.userId });
  viewer = createTestCaller(await makeMember(made.workspaceId, "viewer"));
  botId = await makeBot(ctx, "Shop");
});

const text = (variant: string) => [{ kind: "text" as const, id: "r", variants: [variant] }];

/** Stores interactions of a bot, enables its scenario, and returns their ids. */
async function script(bot: string, parts: Partial<InteractionInput>[]): Promise<string[]> {
  const put = parts.map((part) => ({
    id: newId("interaction"),
    name: "Hello",
    phrases: ["hello"],
    responses: text("Hello"),
    ...part,
  }));
  await caller.scenario.edit({ botId: bot, put });
  await caller.scenario.updateSettings({ botId: bot, settings: { enabled: true } });
  return put.map(({ id }) => id);
}

const start: Partial<InteractionInput>[] = [
  { role: "welcome", name: "Welcome", phrases: [] },
  { role: "fallback", name: "Fallback", phrases: [] },
];
const toCampaign = (to: string): Partial<InteractionInput> => ({ redirect: { type: "campaign", botId: to } });

async function messages(): Promise<string[]> {
  return (await viewer.scenario.problems({ botId })).map(({ message }) => message);
}

describe("The problems of a scenario", () => {
  it("are shown to viewers of the workspace only, with their places", async () => {
    const [, , broken] = await script(botId, [...start, { redirect: { type: "interaction", interactionId: "gone" } }]);
    expect(await viewer.scenario.problems({ botId })).toEqual([
      {
        severity: "error",
        interactionId: broken,
        path: ["redirect"],
        message: "The redirect leads to an interaction that does not exist. Choose another one.",
      },
    ]);
    const { userId } = await makeWorkspace();
    const stranger = createTestCaller({ userId });
    await expect(stranger.scenario.problems({ botId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(stranger.scenario.surroundings({ botId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("know the actions of the bot and the values that these set", async () => {
    const save = {
      ...webhookStep("https://shop.example.com/{{args.order}}"),
      saveVariables: [{ path: "body.price", variable: "price" }],
    };
    const actionId = await addAction(ctx, botId, [
      save,
      { kind: "set_variables", name: "set", values: [{ name: "colour", value: "red" }] },
    ]);
    const call = { kind: "action" as const, id: "c", actionId, arguments: { order: "{{order}}" } };
    await script(botId, [...start, { responses: [call, ...text("{{price}} {{colour}} {{bot_name}}")] }]);
    expect(await messages()).toEqual([expect.stringContaining("Nothing sets {{order}}")]);
    await updateAction(ctx, { actionId, enabled: false });
    expect(await messages()).toContainEqual(
      "It calls the action “Ask around”, which is switched off. Switch it on, or choose another.",
    );
  });

  it("know the values that a channel or a webhook set in conversations of this bot", async () => {
    await script(botId, [...start, { responses: text("{{lead id}} {{points}}") }]);
    expect(await messages()).toHaveLength(2);
    const channelId = newId("channel");
    const { workspaceId } = ctx;
    await db.insert(channels).values({
      id: channelId,
      workspaceId,
      botId,
      kind: "custom",
      delivery: "push",
      runsDraft: false,
      name: "Custom",
      publicId: channelId,
      settings: {},
    });
    const values = { placeholders: { "lead id": "7" }, variables: { points: 3 } };
    await db
      .insert(conversations)
      .values({ id: newId("conversation"), workspaceId, botId, channelId, externalChatId: "1", ...values });
    expect(await messages()).toEqual([]);
  });

  it("know other bots: published or not, with a scenario or without one", async () => {
    const other = await makeBot(ctx, "Other");
    await script(botId, [...start, toCampaign(other)]);
    expect(await messages()).toEqual([expect.stringContaining("“Other”, which has never been published")]);
    await publishBot(ctx, other);
    expect(await messages()).toEqual([
      expect.stringContaining("whose published version has no scenario with a Welcome"),
    ]);
    await script(other, start);
    await publishBot(ctx, other);
    expect(await messages()).toEqual([]);
    await caller.scenario.updateSettings({ botId: other, settings: { enabled: false } });
    await publishBot(ctx, other);
    expect(await messages()).toEqual([expect.stringContaining("has no scenario with a Welcome")]);
  });

  it("are found in circles through several published bots", async () => {
    const [second, third] = [await makeBot(ctx, "Second"), await makeBot(ctx, "Third")];
    for (const bot of [botId, second, third]) await script(bot, start);
    for (const bot of [botId, second, third]) await publishBot(ctx, bot);
    const leadTo = async (from: string, to: string) => {
      const { interactions } = await caller.scenario.get({ botId: from });
      const welcome = interactions.find(({ role }) => role === "welcome");
      if (welcome)
        await caller.scenario.edit({ botId: from, put: [{ ...welcome, redirect: { type: "campaign", botId: to } }] });
    };
    await leadTo(third, botId);
    await publishBot(ctx, third);
    await leadTo(second, third);
    await publishBot(ctx, second);
    expect(await messages()).toEqual([]);
    await leadTo(botId, second);
    expect(await messages()).toEqual([
      expect.stringMatching(/^“Welcome” leads to “Second”, then “Third”, then “Welcome”, without ever waiting/),
    ]);
    const { userId } = await makeMember(ctx.workspaceId, "viewer");
    await caller.team.changeMember({ userId, role: "viewer", limits: { botIds: [botId], channelIds: [] } });
    const limited = createTestCaller({ userId });
    const named = [await limited.scenario.problems({ botId }), await limited.bots.problems({ botId })].flat();
    expect(named.map(({ message }) => message)).toEqual(
      Array(2).fill(expect.stringContaining("leads to “Second”, then “another bot”, then “Welcome”")),
    );
    const { campaigns } = await viewer.scenario.surroundings({ botId, targets: [second] });
    expect(campaigns.map(({ name, leadsTo }) => [name, leadsTo])).toEqual([
      ["Second", third],
      ["Third", botId],
    ]);
  });
});

describe("A bot whose scenario has errors", () => {
  it("is not published while the scenario is enabled, and the refusal names the interaction and the field", async () => {
    const [, , id] = await script(botId, [...start, { name: "Price", menu: { rows: [] } }]);
    const message = "The menu has no rows. Add one, or remove the menu.";
    expect(await viewer.bots.problems({ botId })).toEqual([
      { message, place: { kind: "interaction", interactionId: id, name: "Price", path: ["menu", "rows"] } },
    ]);
    await expect(publishBot(ctx, botId)).rejects.toMatchObject({
      code: "conflict",
      message: `This bot cannot be published. Interaction "Price": ${message}`,
      details: [{ path: ["scenario", id, "menu", "rows"], message }],
    });
    await caller.scenario.updateSettings({ botId, settings: { enabled: false } });
    expect(await viewer.bots.problems({ botId })).toEqual([]);
    expect(await publishBot(ctx, botId)).toEqual({ state: "published", number: 1 });
  });

  it("is not published without a Welcome, even if it has no interactions at all", async () => {
    await caller.scenario.updateSettings({ botId, settings: { enabled: true } });
    expect(await viewer.bots.problems({ botId })).toMatchObject([
      { place: { kind: "interaction", interactionId: null, name: null, path: [] } },
    ]);
    await expect(publishBot(ctx, botId)).rejects.toMatchObject({ details: [{ path: ["scenario"] }] });
  });

  it("is published when there are only warnings", async () => {
    await script(botId, [...start, { phrases: [] }]);
    expect(await viewer.scenario.problems({ botId })).toMatchObject([{ severity: "warning" }]);
    expect(await publishBot(ctx, botId)).toEqual({ state: "published", number: 1 });
  });
});
