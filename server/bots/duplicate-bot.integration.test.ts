import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actions } from "@/db/schema/bots";
import { channels } from "@/db/schema/conversations";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { webhookStep } from "@/server/actions/testing/fixtures";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { composeSnapshot } from "./compose-snapshot";
import { getBot } from "./get-bot";
import { publishBot } from "./publish-bot";
import { addAction, askStep, makeBot } from "./testing/asking-bots";
import { updateBot } from "./update-bot";

describe("A copy of a bot", () => {
  it("has the draft, its actions and their sealed secrets, but no version and no channel", async () => {
    const { ctx, userId } = await makeWorkspace();
    const [stock, botId] = [await makeBot(ctx, "Stock"), await makeBot(ctx, "Shop")];
    await publishBot(ctx, stock);
    await updateBot(ctx, { botId, timeZone: "Europe/Kyiv", standardFunctions: { callPerson: { description: "" } } });
    const constants = [{ secret: true as const, name: "key", value: "a-long-secret" }];
    const call = webhookStep("https://a.example/x", { headers: [{ name: "X-Key", value: "{{constants.key}}" }] });
    await addAction(ctx, botId, [call, askStep(stock)], { constants });
    await publishBot(ctx, botId);
    const caller = createTestCaller({ userId });
    await caller.channels.create({ botId, kind: "web", name: "Chat page" });

    const { id } = await caller.bots.duplicate({ botId });
    const [original, copy] = await Promise.all([botId, id].map((each) => composeSnapshot(ctx.workspaceId, each)));
    expect({ ...copy, botId, name: "Shop", actions: [] }).toEqual({ ...original, actions: [] });
    const definitions = (snapshot: typeof copy) => snapshot?.actions.map(({ definition }) => definition);
    expect(definitions(copy)).toEqual(definitions(original));
    expect(copy?.actions[0]?.id).not.toBe(original?.actions[0]?.id);
    expect(await getBot(ctx, id)).toMatchObject({ name: "Copy of Shop", published: null, timeZone: "Europe/Kyiv" });
    const made = await db.select({ kind: channels.kind }).from(channels).where(eq(channels.botId, id));
    expect(made).toEqual([{ kind: "test" }]);
    expect(await publishBot(ctx, id)).toEqual({ state: "published", number: 1 });
    expect(await db.select().from(actions).where(eq(actions.botId, botId))).toHaveLength(1);
  });

  it("has its own interactions and webhooks, which refer to each other and to the copied actions", async () => {
    const { userId } = await makeWorkspace();
    const caller = createTestCaller({ userId });
    const { id: botId } = await caller.bots.create({
      name: "EliPackage",
      templateId: "membership-menu",
      webhookUrl: "https://eli.example/hook",
    });
    const { id } = await caller.bots.duplicate({ botId });
    const [original, copy] = await Promise.all([botId, id].map((each) => caller.scenario.get({ botId: each })));
    const ids = JSON.stringify(original).match(/\b(?:int|whk)_\w+/g) ?? [];
    expect(ids.length).toBeGreaterThan(5);
    expect(ids.filter((one) => JSON.stringify(copy).includes(one))).toEqual([]);
    expect(copy?.settings).toEqual(original?.settings);
    expect(copy?.interactions.map(({ name }) => name)).toEqual(original?.interactions.map(({ name }) => name));
    expect(await caller.scenario.problems({ botId: id })).toEqual([]);
    expect(await caller.bots.publish({ botId: id })).toEqual({ state: "published", number: 1 });
  });

  it("has a name that fits, and is made by editors of its workspace only", async () => {
    const { ctx, userId } = await makeWorkspace();
    const botId = await makeBot(ctx, "x".repeat(80));
    const { id } = await createTestCaller({ userId }).bots.duplicate({ botId });
    expect((await getBot(ctx, id)).name).toBe(`Copy of ${"x".repeat(72)}`);
    const operator = await makeMember(ctx.workspaceId, "operator");
    await expect(createTestCaller(operator).bots.duplicate({ botId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId });
    await expect(stranger.bots.duplicate({ botId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
