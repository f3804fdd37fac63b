import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actions, bots } from "@/db/schema/bots";
import { makeWorkspace } from "@/db/testing/factories";
import { updateAction } from "@/server/actions/definition/draft-actions";
import { webhookStep } from "@/server/actions/testing/fixtures";
import { createProvider, deleteProvider, updateProvider } from "@/server/models/catalogue/model-providers";
import { botBehaviour } from "@/server/schemas/bot-behaviour";
import type { ServiceContext } from "@/server/service-context";
import { deleteTable } from "@/server/tables/delete-table";
import { makeOrders } from "@/server/tables/testing/make-table";
import { listBotProblems } from "./bot-problems";
import { deleteBot } from "./delete-bot";
import { publishBot } from "./publish-bot";
import { addAction, askStep, makeBot } from "./testing/asking-bots";
import { updateBot } from "./update-bot";

let ctx: ServiceContext;
let userId: string;
let botId: string;
beforeEach(async () => {
  ({ ctx, userId } = await makeWorkspace());
  botId = await makeBot(ctx, "Shop");
});

const access = { kind: "openai_compatible" as const, baseUrl: "https://api.example.com/v1", apiKey: "sk-0123456789" };

async function refused(message: string, details: object[]) {
  await expect(publishBot(ctx, botId)).rejects.toMatchObject({ code: "conflict", message, details });
}

describe("A bot without problems", () => {
  it("has an empty list and is published", async () => {
    await addAction(ctx, botId, [webhookStep("https://shop.example.com/orders/{{args.order}}")]);
    expect(await listBotProblems(ctx, botId)).toEqual([]);
    expect(await publishBot(ctx, botId)).toEqual({ state: "published", number: 1 });
  });

  it("is not found in another workspace", async () => {
    const { ctx: stranger } = await makeWorkspace();
    await expect(listBotProblems(stranger, botId)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("A bot is not published", () => {
  it("with a model or fallback model that is gone, and the refusal names the settings", async () => {
    const { id: gone } = await createProvider(ctx, { name: "Gone AI", models: ["m-1"], ...access });
    const { id: kept } = await createProvider(ctx, { name: "Kept AI", models: ["m-2", "m-3"], ...access });
    const behaviour = botBehaviour.parse({ fallbackModel: { providerId: kept, modelId: "m-2" } });
    await updateBot(ctx, { botId, model: { providerId: gone, modelId: "m-1" }, behaviour });
    expect(await listBotProblems(ctx, botId)).toEqual([]);
    await deleteProvider(ctx, { providerId: gone, force: true }, () => Promise.resolve([]));
    await updateProvider(ctx, { ...access, providerId: kept, name: "Kept AI", models: ["m-3"] });
    const removed = "The provider of m-1 was removed. Choose another model.";
    const unlisted = "m-2 is not among the models of Kept AI. Choose another model, or add it to the provider.";
    expect(await listBotProblems(ctx, botId)).toEqual([
      { message: removed, place: { kind: "model" } },
      { message: unlisted, place: { kind: "fallbackModel" } },
    ]);
    await refused(`This bot cannot be published. Model: ${removed} And 1 more.`, [
      { path: ["model"], message: removed },
      { path: ["behaviour", "fallbackModel"], message: unlisted },
    ]);
    const well = botBehaviour.parse({});
    await updateBot(ctx, { botId, model: { providerId: kept, modelId: "m-3" }, behaviour: well });
    expect(await publishBot(ctx, botId)).toEqual({ state: "published", number: 1 });
  });

  it("while an action asks a bot that was never published or is gone", async () => {
    const stock = await makeBot(ctx, "Stock");
    const actionId = await addAction(ctx, botId, [askStep(stock)]);
    const place = { kind: "action", actionId, actionName: "Ask around", stepName: "ask" };
    const unpublished = "It asks Stock, which has never been published. Publish Stock first.";
    expect(await listBotProblems(ctx, botId)).toEqual([{ message: unpublished, place }]);
    await deleteBot(ctx, { botId: stock, force: true });
    const message = "It asks a bot that no longer exists. Choose another one.";
    expect(await listBotProblems(ctx, botId)).toEqual([{ message, place }]);
    await refused(`This bot cannot be published. Action "Ask around", step "ask": ${message}`, [
      { path: ["actions", actionId, "steps", 0], message },
    ]);
  });

  it("while an action uses a table or a column that is gone", async () => {
    const { tableId } = await makeOrders([{ number: "A-1", price: 1 }], { ctx, workspaceId: ctx.workspaceId, userId });
    const find = {
      type: "find" as const,
      match: "all" as const,
      filters: [{ column: "number", operator: "equals" as const, value: "{{args.order}}" }],
      sort: [],
      limit: 1,
    };
    const actionId = await addAction(ctx, botId, [{ kind: "table", name: "find", tableId, operation: find }]);
    expect(await listBotProblems(ctx, botId)).toEqual([]);
    await db
      .update(actions)
      .set({ definition: sql`replace(definition::text, '"number"', '"serial"')::jsonb` })
      .where(eq(actions.id, actionId));
    const place = { kind: "action", actionId, actionName: "Ask around", stepName: "find" };
    const [column] = await listBotProblems(ctx, botId);
    expect(column).toEqual({ message: expect.stringContaining("serial"), place });
    await deleteTable(ctx, { tableId, force: true }, () => Promise.resolve([]));
    const message = "This table is no longer there. Choose another.";
    expect(await listBotProblems(ctx, botId)).toEqual([{ message, place }]);
    await updateAction(ctx, { actionId, enabled: false });
    expect(await listBotProblems(ctx, botId)).toEqual([]);
    expect(await publishBot(ctx, botId)).toEqual({ state: "published", number: 1 });
  });

  it("with a switched-on action that the editor would refuse", async () => {
    const actionId = await addAction(ctx, botId, [webhookStep("https://shop.example.com/{{args.order}}")]);
    await db
      .update(actions)
      .set({ definition: sql`jsonb_set(definition, '{arguments}', '[]')` })
      .where(eq(actions.id, actionId));
    const [problem] = await listBotProblems(ctx, botId);
    expect(problem).toMatchObject({ message: expect.stringContaining("order"), place: { actionId } });
    await expect(publishBot(ctx, botId)).rejects.toMatchObject({ code: "conflict" });
    const [bot] = await db.select().from(bots).where(eq(bots.id, botId));
    expect(bot?.publishedVersionId).toBeNull();
  });
});
