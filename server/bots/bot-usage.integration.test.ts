import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actions } from "@/db/schema/bots";
import { conversations } from "@/db/schema/conversations";
import { makeMember, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { getAction, updateAction } from "@/server/actions/definition/draft-actions";
import { stepKinds } from "@/server/actions/steps/registry";
import { createChannel } from "@/server/channels/create-channel";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { changeMember } from "@/server/team/change-member";
import { listBotChoices } from "./bot-choices";
import { listBotUses } from "./bot-usage";
import { deleteBot } from "./delete-bot";
import { getBot } from "./get-bot";
import { publishBot } from "./publish-bot";
import { addAction, askStep, makeBot } from "./testing/asking-bots";

let workspace: TestWorkspace;
let ctx: ServiceContext;
beforeEach(async () => {
  workspace = await makeWorkspace();
  ctx = workspace.ctx;
});

const makeTwo = async () => ({ orders: await makeBot(ctx, "Orders"), stock: await makeBot(ctx, "Stock") });

describe("A step that asks a bot", () => {
  const check = async (botId: string, askedId: string) =>
    stepKinds.sub_bot.checkDraft(askStep(askedId), { workspaceId: ctx.workspaceId, botId });

  it("is accepted when the other bot is in the same workspace and never asks back", async () => {
    const { orders, stock } = await makeTwo();
    expect(await check(orders, stock)).toEqual([]);
  });

  it("is refused with the path of the circle, even if an action in the circle is disabled", async () => {
    const { orders, stock } = await makeTwo();
    const depot = await makeBot(ctx, "Depot");
    await addAction(ctx, stock, [askStep(depot)]);
    const actionId = await addAction(ctx, depot, [askStep(orders)]);
    await updateAction(ctx, { actionId, enabled: false });
    expect(await check(orders, stock)).toEqual([
      {
        path: ["botId"],
        message:
          "The bots would ask one another in a circle: Orders asks Stock, which asks Depot, which asks Orders. Choose another bot.",
      },
    ]);
  });

  it("is refused if it asks its own bot, a deleted bot or a bot of another workspace", async () => {
    const { orders, stock } = await makeTwo();
    expect(await check(orders, orders)).toMatchObject([{ message: "A bot cannot ask itself. Choose another bot." }]);
    await deleteBot(ctx, { botId: stock });
    const gone = [{ path: ["botId"], message: "This bot no longer exists. Choose another bot." }];
    expect(await check(orders, stock)).toEqual(gone);
    const other = await makeWorkspace();
    expect(await check(orders, await makeBot(other.ctx, "Theirs"))).toEqual(gone);
  });
});

describe("Saving an action", () => {
  it("reports the step at which bots would ask one another in a circle", async () => {
    const { orders, stock } = await makeTwo();
    await addAction(ctx, stock, [askStep(orders)]);
    const steps = [{ kind: "wait" as const, name: "rest", seconds: 1 }, askStep(stock)];
    const message =
      "The bots would ask one another in a circle: Orders asks Stock, which asks Orders. Choose another bot.";
    await expect(addAction(ctx, orders, steps)).rejects.toMatchObject({
      code: "invalid",
      details: [{ path: ["steps", 1, "botId"], message }],
    });
    const actionId = await addAction(ctx, orders, [askStep(await makeBot(ctx, "Depot"))]);
    const { definition } = await getAction(ctx, actionId);
    const changed = updateAction(ctx, { actionId, definition: { ...definition, steps: [askStep(stock)] } });
    await expect(changed).rejects.toMatchObject({ details: [{ path: ["steps", 0, "botId"], message }] });
  });
});

describe("Publishing a bot that asks others", () => {
  it("requires the asked bot to be published first and names it", async () => {
    const { orders, stock } = await makeTwo();
    await addAction(ctx, orders, [askStep(stock)]);
    await expect(publishBot(ctx, orders)).rejects.toMatchObject({
      code: "conflict",
      message:
        'This bot cannot be published. Action "Ask around", step "ask": It asks Stock, which has never been published. Publish Stock first.',
    });
    await publishBot(ctx, stock);
    expect(await publishBot(ctx, orders)).toEqual({ state: "published", number: 1 });
  });

  it("ignores the bots that a disabled action asks", async () => {
    const { orders, stock } = await makeTwo();
    const actionId = await addAction(ctx, orders, [askStep(stock)]);
    await updateAction(ctx, { actionId, enabled: false });
    expect(await publishBot(ctx, orders)).toEqual({ state: "published", number: 1 });
  });

  it("is refused when the asked bot was deleted", async () => {
    const { orders, stock } = await makeTwo();
    await addAction(ctx, orders, [askStep(stock)]);
    await deleteBot(ctx, { botId: stock, force: true });
    await expect(publishBot(ctx, orders)).rejects.toThrow("It asks a bot that no longer exists. Choose another one.");
  });

  it("finds a circle that two concurrent saves have closed", async () => {
    const { orders, stock } = await makeTwo();
    await closeCircle(orders, stock);
    await expect(publishBot(ctx, orders)).rejects.toThrow("Orders asks Stock, which asks Orders. Take one of these");
    await expect(publishBot(ctx, stock)).rejects.toThrow("Stock asks Orders, which asks Stock. Take one of these");
  });

  it("names a bot in the middle of a circle only to those who may see it", async () => {
    const { orders, stock } = await makeTwo();
    const depot = await makeBot(ctx, "Depot");
    await addAction(ctx, stock, [askStep(depot)]);
    await closeCircle(orders, stock, depot);
    const { userId } = await makeMember(ctx.workspaceId, "viewer");
    const problemsFor = async () =>
      (await createTestCaller({ userId }).bots.problems({ botId: orders })).map(({ message }) => message);
    expect(await problemsFor()).toEqual([expect.stringContaining("which asks Depot, which asks Orders")]);
    await changeMember(ctx, { userId, role: "viewer", limits: { botIds: [orders], channelIds: [] } });
    expect(await problemsFor()).toEqual([
      expect.stringContaining("Orders asks Stock, which asks another bot, which asks Orders"),
    ]);
  });

  it("finds a circle through the published versions of other bots", async () => {
    const { orders, stock } = await makeTwo();
    await publishBot(ctx, orders);
    const asked = await addAction(ctx, stock, [askStep(orders)]);
    await publishBot(ctx, stock);
    await db.delete(actions).where(eq(actions.id, asked));
    await addAction(ctx, orders, [askStep(stock)]);
    await expect(publishBot(ctx, orders)).rejects.toThrow("publish their newer drafts first.");
    await publishBot(ctx, stock);
    expect(await publishBot(ctx, orders)).toEqual({ state: "published", number: 2 });
  });

  it("is refused for both of two bots that ask each other and are published concurrently", async () => {
    const { orders, stock } = await makeTwo();
    await Promise.all([publishBot(ctx, orders), publishBot(ctx, stock)]);
    await closeCircle(orders, stock);
    const ends = await Promise.allSettled([publishBot(ctx, orders), publishBot(ctx, stock)]);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });

  /** Closes a circle the way two concurrent saves can: each is checked before the other is stored. */
  async function closeCircle(one: string, other: string, last = other): Promise<void> {
    await addAction(ctx, one, [askStep(other)]);
    const actionId = await addAction(ctx, last, [askStep(await makeBot(ctx, "Warehouse"))]);
    const [row] = await db.select().from(actions).where(eq(actions.id, actionId));
    if (!row) throw new Error("no action");
    await db
      .update(actions)
      .set({ definition: { ...row.definition, steps: [askStep(one)] } })
      .where(eq(actions.id, actionId));
  }
});

describe("The list of a bot's uses", () => {
  it("contains asking and switching steps of other bots, in drafts and in published versions", async () => {
    const { orders, stock } = await makeTwo();
    await publishBot(ctx, stock);
    const first = await addAction(ctx, orders, [askStep(stock), askStep(stock, { name: "again" })]);
    await publishBot(ctx, orders);
    const depot = await makeBot(ctx, "Depot");
    const second = await addAction(ctx, depot, [{ kind: "switch_bot", name: "hand", botId: stock }], { name: "Hand" });
    const use = { botId: orders, botName: "Orders", actionId: first, actionName: "Ask around" };
    expect(await listBotUses(ctx, stock)).toEqual([
      {
        botId: depot,
        botName: "Depot",
        actionId: second,
        actionName: "Hand",
        stepName: "hand",
        inDraft: true,
        published: false,
      },
      { ...use, stepName: "again", inDraft: true, published: true },
      { ...use, stepName: "ask", inDraft: true, published: true },
    ]);
    await db.delete(actions).where(eq(actions.id, first));
    expect((await listBotUses(ctx, stock)).slice(1)).toMatchObject([
      { stepName: "again", inDraft: false, published: true },
      { stepName: "ask", inDraft: false, published: true },
    ]);
    expect(await listBotUses(ctx, orders)).toEqual([]);
  });

  it("is empty for another workspace", async () => {
    const { orders, stock } = await makeTwo();
    await addAction(ctx, orders, [askStep(stock)]);
    expect(await listBotUses((await makeWorkspace()).ctx, stock)).toEqual([]);
  });

  it("is safe from injection into the JSON path", async () => {
    expect(await listBotUses(ctx, '"; drop table bots --')).toEqual([]);
  });
});

describe("Deleting a bot that others use", () => {
  it("is refused with a list of the uses unless it is forced", async () => {
    const { orders, stock } = await makeTwo();
    await addAction(ctx, orders, [askStep(stock)]);
    await expect(deleteBot(ctx, { botId: stock })).rejects.toMatchObject({
      code: "conflict",
      message:
        'Stock is used by Orders (action "Ask around", step "ask"). Take it out there and publish, or delete it anyway: those steps then fail.',
    });
    expect(await getBot(ctx, stock)).toMatchObject({ name: "Stock" });
    await deleteBot(ctx, { botId: stock, force: true });
    await expect(getBot(ctx, stock)).rejects.toMatchObject({ code: "not_found" });
  });

  it("names five uses and counts the rest", async () => {
    const { orders, stock } = await makeTwo();
    const steps = Array.from({ length: 8 }, (_, i) => askStep(stock, { name: `ask_${i}` }));
    await addAction(ctx, orders, steps);
    await expect(deleteBot(ctx, { botId: stock })).rejects.toThrow(/step "ask_4"\), and 3 more\. Take it out/);
  });

  it("returns the conversations that the bot answers for another bot to that bot", async () => {
    const { orders, stock } = await makeTwo();
    const { id: channelId } = await createChannel(ctx, { botId: orders, kind: "web", name: "Website" });
    const id = newId("conversation");
    const { workspaceId } = ctx;
    await db.insert(conversations).values({ id, workspaceId, botId: stock, channelId, externalChatId: "c-1" });
    await deleteBot(ctx, { botId: stock });
    expect(await db.select().from(conversations).where(eq(conversations.id, id))).toMatchObject([{ botId: orders }]);
  });
});

it("The bots for a picker are listed by name", async () => {
  const { orders, stock } = await makeTwo();
  const early = await makeBot(ctx, "aftersales");
  await publishBot(ctx, stock);
  expect(await listBotChoices(ctx)).toEqual([
    { id: early, name: "aftersales", isPublished: false },
    { id: orders, name: "Orders", isPublished: false },
    { id: stock, name: "Stock", isPublished: true },
  ]);
});
