import { beforeEach, describe, expect, it } from "vitest";
import { makeWorkspace } from "@/db/testing/factories";
import { createProvider } from "@/server/models/catalogue/model-providers";
import { botBehaviour } from "@/server/schemas/bot-behaviour";
import type { ServiceContext } from "@/server/service-context";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { createBot } from "./create-bot";
import { listModelUses } from "./model-usage";
import { publishBot } from "./publish-bot";
import { updateBot } from "./update-bot";

let ctx: ServiceContext;
let caller: ReturnType<typeof createTestCaller>;
let providerId: string;
beforeEach(async () => {
  const made = await makeWorkspace();
  ctx = made.ctx;
  caller = createTestCaller({ userId: made.userId });
  const access = { kind: "openai_compatible" as const, baseUrl: "https://api.example.com/v1", apiKey: "sk-0123456789" };
  ({ id: providerId } = await createProvider(ctx, { name: "Acme AI", models: ["m-1", "m-2"], ...access }));
});

async function makeBot(name: string, model?: string, fallback?: string): Promise<string> {
  const { id: botId } = await createBot(ctx, { name, templateId: null });
  const choice = (modelId: string | undefined) => (modelId === undefined ? undefined : { providerId, modelId });
  const behaviour = botBehaviour.parse({ fallbackModel: choice(fallback) ?? null });
  await updateBot(ctx, { botId, model: choice(model), behaviour });
  return botId;
}

describe("The uses of a provider's models", () => {
  it("are the models and fallback models of drafts and of published versions", async () => {
    const shop = await makeBot("Shop", "m-1", "m-2");
    await publishBot(ctx, shop);
    const moved = await makeBot("Moved", "m-1");
    await publishBot(ctx, moved);
    await updateBot(ctx, { botId: moved, model: { providerId: null, modelId: "offline" } });
    const draft = await makeBot("Draft", undefined, "m-1");
    await makeBot("Offline");
    expect(await listModelUses(ctx, providerId)).toEqual([
      { botId: draft, botName: "Draft", modelId: "m-1", isFallback: true, inDraft: true, published: false },
      { botId: moved, botName: "Moved", modelId: "m-1", isFallback: false, inDraft: false, published: true },
      { botId: shop, botName: "Shop", modelId: "m-1", isFallback: false, inDraft: true, published: true },
      { botId: shop, botName: "Shop", modelId: "m-2", isFallback: true, inDraft: true, published: true },
    ]);
    const { ctx: stranger } = await makeWorkspace();
    expect(await listModelUses(stranger, providerId)).toEqual([]);
  });

  it("keep the provider from being removed unless it is confirmed", async () => {
    const botId = await makeBot("Shop", "m-1");
    await expect(caller.models.providers.delete({ providerId })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("Acme AI is used by Shop."),
    });
    await caller.models.providers.delete({ providerId, force: true });
    expect(await caller.models.providers.list()).toEqual([]);
    const bot = await caller.bots.get({ botId });
    expect(bot.model).toEqual({ providerId, modelId: "m-1" });
  });
});

describe("A bot whose provider was removed", () => {
  it("can still be changed, but its model cannot be chosen by another bot", async () => {
    const botId = await makeBot("Shop", "m-1", "m-2");
    const other = await makeBot("Other");
    await caller.models.providers.delete({ providerId, force: true });
    const { behaviour } = await caller.bots.get({ botId });
    await caller.bots.update({ botId, name: "Renamed", model: { providerId, modelId: "m-1" }, behaviour });
    await expect(caller.bots.update({ botId: other, model: { providerId, modelId: "m-1" } })).rejects.toThrow(
      "This model provider no longer exists. Choose another model.",
    );
    await expect(caller.bots.update({ botId: other, behaviour })).rejects.toThrow("no longer exists");
  });
});
