import { desc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { botVersions } from "@/db/schema/bots";
import { dataTables } from "@/db/schema/tables";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { createTable } from "@/server/tables/create-table";
import { composeSnapshot } from "./compose-snapshot";
import { createBot, createBotInput } from "./create-bot";
import { deleteBot } from "./delete-bot";
import { getBot, listBots } from "./get-bot";
import { publishBot } from "./publish-bot";
import { botTemplates, findTemplate } from "./templates/catalogue";
import { addAction } from "./testing/asking-bots";
import { updateBot, updateBotInput } from "./update-bot";

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await makeWorkspace();
});

const make = (templateId: string | null = null) => createBot(workspace.ctx, { name: "Shop", templateId });

describe("A bot", () => {
  it("starts empty and unpublished", async () => {
    const { id } = await make();
    const bot = await getBot(workspace.ctx, id);
    expect(bot).toMatchObject({ published: null, hasUnpublishedChanges: true, model: { providerId: null } });
  });

  it("takes the time zone of the browser that creates it, or UTC if this system does not know the zone", async () => {
    const zoneOf = async (timeZone: unknown) => {
      const input = createBotInput.parse({ name: "Shop", templateId: null, timeZone });
      const { id } = await createBot(workspace.ctx, input);
      return (await getBot(workspace.ctx, id)).timeZone;
    };
    expect(await zoneOf("Europe/Kyiv")).toBe("Europe/Kyiv");
    expect(await zoneOf("Mars/Olympus_Mons")).toBe("UTC");
    expect(await zoneOf("+02:00")).toBe("UTC");
    expect(await zoneOf(7)).toBe("UTC");
    expect(await zoneOf(undefined)).toBe("UTC");
  });

  it.each(botTemplates.map((t) => t.id))(
    "starts from the template %s, complete enough to publish",
    async (templateId) => {
      const { id } = await make(templateId);
      expect(await publishBot(workspace.ctx, id)).toEqual({ state: "published", number: 1 });
      const { standardFunctions = {} } = findTemplate(templateId);
      expect((await getBot(workspace.ctx, id)).standardFunctions).toEqual(standardFunctions);
    },
  );

  it("has a published version that later changes to the draft leave unchanged", async () => {
    const { id } = await make("order-status");
    await publishBot(workspace.ctx, id);
    expect(await getBot(workspace.ctx, id)).toMatchObject({ published: { number: 1 }, hasUnpublishedChanges: false });
    await updateBot(workspace.ctx, { botId: id, instruction: "Changed" });
    expect(await getBot(workspace.ctx, id)).toMatchObject({ published: { number: 1 }, hasUnpublishedChanges: true });
    expect((await listBots(workspace.ctx)).find((bot) => bot.id === id)).toMatchObject({
      publishedVersion: 1,
      hasUnpublishedChanges: true,
      actionCount: 1,
    });
    expect(await publishBot(workspace.ctx, id)).toEqual({ state: "published", number: 2 });
  });

  it("describes the tables that its actions use to its model and shows their changes as unpublished", async () => {
    const { ctx } = workspace;
    const { id } = await make();
    const columns = [{ name: "Order", type: "text" as const }];
    const { id: tableId } = await createTable(ctx, { name: "Orders", description: "", columns });
    const operation = { type: "find" as const, match: "all" as const, filters: [], sort: [], limit: 5 };
    await addAction(ctx, id, [{ kind: "table", name: "find", tableId, operation }]);
    await publishBot(ctx, id);
    const { actions } = await composeSnapshot(ctx.workspaceId, id);
    expect(actions).toMatchObject([{ about: "Uses the table Orders with the columns Order (text)." }]);
    expect(await getBot(ctx, id)).toMatchObject({ hasUnpublishedChanges: false });
    await db.update(dataTables).set({ name: "Sales" }).where(eq(dataTables.id, tableId));
    expect(await getBot(ctx, id)).toMatchObject({ hasUnpublishedChanges: true });
  });

  it("gets one version number per publication, even when two people publish concurrently", async () => {
    const { id } = await make();
    const versions = await Promise.all(Array.from({ length: 6 }, () => publishBot(workspace.ctx, id)));
    const numbers = versions.map((version) => version.state === "published" && version.number);
    expect(numbers.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("cannot be seen, changed, published or deleted from another workspace", async () => {
    const { id } = await make();
    const { ctx } = await makeWorkspace();
    const refused = { code: "not_found" };
    await expect(getBot(ctx, id)).rejects.toMatchObject(refused);
    await expect(updateBot(ctx, { botId: id, name: "Mine" })).rejects.toMatchObject(refused);
    await expect(publishBot(ctx, id)).rejects.toMatchObject(refused);
    await expect(deleteBot(ctx, { botId: id })).rejects.toMatchObject(refused);
    expect(await listBots(ctx)).toEqual([]);
  });

  it("is not overwritten by a change that was based on an older draft", async () => {
    const { ctx } = workspace;
    const { id: botId } = await make();
    const first = (await getBot(ctx, botId)).updatedAt;
    const { updatedAt: second } = await updateBot(ctx, { botId, instruction: "Mine", basedOn: first });
    expect((await getBot(ctx, botId)).updatedAt).toBe(second);
    const older = updateBot(ctx, { botId, instruction: "Older", basedOn: first });
    await expect(older).rejects.toMatchObject({ code: "conflict" });
    expect(await getBot(ctx, botId)).toMatchObject({ instruction: "Mine", updatedAt: second });

    const changes = Array.from({ length: 5 }, (_, n) => updateBot(ctx, { botId, name: `Shop ${n}`, basedOn: second }));
    const results = await Promise.allSettled(changes);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await updateBot(ctx, { botId, name: "Whatever it was" });

    const missing = updateBot(ctx, { botId: "bot_missing", name: "No", basedOn: second });
    await expect(missing).rejects.toMatchObject({ code: "not_found" });
  });

  it("is deleted together with everything that belongs to it", async () => {
    const { id } = await make("order-status");
    await publishBot(workspace.ctx, id);
    await deleteBot(workspace.ctx, { botId: id });
    await expect(getBot(workspace.ctx, id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("stores and publishes its time zone and its standard functions", async () => {
    const { id } = await make();
    await publishBot(workspace.ctx, id);
    expect(await getBot(workspace.ctx, id)).toMatchObject({ timeZone: "UTC", standardFunctions: {} });
    const changes = {
      timeZone: "Europe/Kyiv",
      standardFunctions: { callPerson: { description: "" }, tagDialogue: { description: "Now.", tags: ["order"] } },
    };
    await updateBot(workspace.ctx, { botId: id, ...changes });
    expect(await getBot(workspace.ctx, id)).toMatchObject({ ...changes, hasUnpublishedChanges: true });
    await publishBot(workspace.ctx, id);
    const [version] = await db
      .select()
      .from(botVersions)
      .where(eq(botVersions.botId, id))
      .orderBy(desc(botVersions.number));
    expect(version?.snapshot).toMatchObject(changes);
    expect((await getBot(workspace.ctx, id)).hasUnpublishedChanges).toBe(false);
  });

  it("has no unpublished changes when its version was published before bots had time zones", async () => {
    const { id } = await make();
    await publishBot(workspace.ctx, id);
    await db
      .update(botVersions)
      .set({ snapshot: sql`${botVersions.snapshot} - 'timeZone' - 'standardFunctions'` })
      .where(eq(botVersions.botId, id));
    expect((await getBot(workspace.ctx, id)).hasUnpublishedChanges).toBe(false);
  });

  it.each(["Europe/Nowhere", "+02:00", "", "Kyiv\0"])("refuses the time zone %j", (timeZone) => {
    expect(updateBotInput.safeParse({ botId: "bot_1", timeZone }).success).toBe(false);
  });

  it("refuses a model of a provider that does not exist and a template that does not exist", async () => {
    const { id } = await make();
    const model = { providerId: "mdl_missing", modelId: "gpt" };
    await expect(updateBot(workspace.ctx, { botId: id, model })).rejects.toMatchObject({ code: "invalid" });
    await expect(make("nothing")).rejects.toMatchObject({ code: "not_found" });
  });
});
