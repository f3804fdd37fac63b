import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actions } from "@/db/schema/bots";
import { scenarioWebhooks } from "@/db/schema/scenario";
import { makeWorkspace } from "@/db/testing/factories";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { botTemplates } from "../catalogue";

const scripted = botTemplates.filter((template) => template.scripted !== null);

async function makeCaller() {
  const { userId } = await makeWorkspace();
  return createTestCaller({ userId });
}

describe("A scripted template", () => {
  it.each(scripted.map(({ id, scripted: made }) => [id, made?.hasWebhook ? "https://example.com/hook" : ""] as const))(
    "%s makes a bot with its scenario switched on, without problems, that can be published",
    async (templateId, webhookUrl) => {
      const caller = await makeCaller();
      const { id: botId } = await caller.bots.create({ name: "My bot", templateId, webhookUrl });
      const { settings, interactions } = await caller.scenario.get({ botId });
      expect(settings.enabled).toBe(true);
      expect(interactions.map(({ role }) => role)).toEqual(expect.arrayContaining(["welcome", "fallback", "regular"]));
      expect(await caller.scenario.problems({ botId })).toEqual([]);
      expect(await caller.bots.publish({ botId })).toEqual({ state: "published", number: 1 });
    },
  );

  it("with a webhook can be created without its address, and then calls none", async () => {
    const caller = await makeCaller();
    const { id: botId } = await caller.bots.create({ name: "My bot", templateId: "membership-menu" });
    const { interactions } = await caller.scenario.get({ botId });
    const rows = interactions.flatMap(({ menu }) => menu?.rows ?? []);
    expect(rows.map(({ text, webhookId }) => [text, webhookId])).toEqual([
      ["One month", null],
      ["Six months", null],
      ["One year", null],
    ]);
    expect(await db.select().from(scenarioWebhooks).where(eq(scenarioWebhooks.botId, botId))).toEqual([]);
    expect(await caller.scenario.problems({ botId })).toEqual([]);
    expect(await caller.bots.publish({ botId })).toEqual({ state: "published", number: 1 });
  });

  it("refuses an address that may not be called, and an address that it has no use for, and creates nothing", async () => {
    const caller = await makeCaller();
    for (const [templateId, webhookUrl] of [
      ["membership-menu", "ftp://example.com"],
      ["membership-menu", "not an address"],
      ["raffle", "https://example.com/hook"],
      ["order-status", "https://example.com/hook"],
    ] as const) {
      await expect(caller.bots.create({ name: "My bot", templateId, webhookUrl })).rejects.toMatchObject({
        cause: { code: "invalid", details: [{ path: ["webhookUrl"] }] },
      });
    }
    expect(await caller.bots.list()).toEqual([]);
  });

  it("makes new parts each time: bots of the same template share nothing", async () => {
    const caller = await makeCaller();
    const [one, two] = [
      await caller.bots.create({ name: "One", templateId: "lead-form" }),
      await caller.bots.create({ name: "Two", templateId: "lead-form" }),
    ];
    const ids = [one.id, two.id].map(async (botId) =>
      (await caller.scenario.get({ botId })).interactions.map(({ id }) => id),
    );
    const [first = [], second = []] = await Promise.all(ids);
    expect(first.filter((id) => second.includes(id))).toEqual([]);
    expect((await caller.tables.list()).map(({ name }) => name)).toEqual(["Leads", "Leads 2"]);
  });
});

describe("Starting the scenario of an existing bot from a template", () => {
  it("adds the interactions as an edit that can be undone, and keeps the bot's actions", async () => {
    const caller = await makeCaller();
    const { id: botId } = await caller.bots.create({ name: "Shop", templateId: "order-status" });
    const { interactions } = await caller.bots.addTemplate({ botId, templateId: "raffle" });
    expect((await caller.scenario.get({ botId })).interactions).toEqual([]);
    const { undo } = await caller.scenario.edit({ botId, put: interactions });
    expect(await caller.scenario.problems({ botId })).toEqual([]);
    expect((await caller.scenario.get({ botId })).settings.enabled).toBe(true);
    const names = await db.select().from(actions).where(eq(actions.botId, botId)).orderBy(actions.position);
    expect(names.map(({ functionName }) => functionName)).toEqual(["get_order_status", "draw_prize"]);
    expect(await caller.raffles.list()).toMatchObject([{ name: "Raffle", quantity: 23, won: 0 }]);
    await expect(caller.bots.addTemplate({ botId, templateId: "poll" })).rejects.toMatchObject({ code: "CONFLICT" });
    await caller.scenario.edit(undo);
    expect((await caller.scenario.get({ botId })).interactions).toEqual([]);
    const again = await caller.bots.addTemplate({ botId, templateId: "raffle" });
    await caller.scenario.edit({ botId, put: again.interactions });
    const drafts = await db.select().from(actions).where(eq(actions.botId, botId)).orderBy(actions.position);
    expect(drafts.map(({ functionName }) => functionName)).toEqual(["get_order_status", "draw_prize", "draw_prize_2"]);
  });

  it("is refused for a bot of another workspace and a template without a scenario", async () => {
    const caller = await makeCaller();
    const { id: botId } = await (await makeCaller()).bots.create({ name: "Other", templateId: null });
    await expect(caller.bots.addTemplate({ botId, templateId: "poll" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const own = await caller.bots.create({ name: "Mine", templateId: null });
    await expect(caller.bots.addTemplate({ botId: own.id, templateId: "order-status" })).rejects.toThrow("no scenario");
  });
});
