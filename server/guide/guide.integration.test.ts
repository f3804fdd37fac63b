import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { channelSightings } from "@/db/schema/channel-sightings";
import { channels } from "@/db/schema/conversations";
import { makeMember, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { webhookStep } from "@/server/actions/testing/fixtures";
import { botTemplates } from "@/server/bots/templates/catalogue";
import { publishBot } from "@/server/bots/publish-bot";
import { addAction } from "@/server/bots/testing/asking-bots";
import { updateBot } from "@/server/bots/update-bot";
import { createBotWithTestChat } from "@/server/channels/create-bot-with-test-chat";
import { createChannel } from "@/server/channels/create-channel";
import { addPending } from "@/server/channels/custom/testing/fixtures";
import { findChannel } from "@/server/channels/get-channel";
import { receiveMessage } from "@/server/conversations/receive-message";
import { env } from "@/server/env";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { getGuide } from "./get-guide";
import { setGuide } from "./set-guide";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});

const ticks = async () => {
  const { done } = (await getGuide(workspace.ctx)) ?? {};
  return Object.entries(done ?? {}).flatMap(([step, isDone]) => (isDone ? [step] : []));
};
const makeBot = (templateId: string | null = null) =>
  createBotWithTestChat(workspace.ctx, { name: "Shop", templateId });

async function addChannel(botId: string, kind: "web" | "custom") {
  const { id } = await createChannel(workspace.ctx, { botId, kind, name: kind });
  return findChannel(workspace.ctx, id);
}

const say = (channel: Awaited<ReturnType<typeof addChannel>>) =>
  receiveMessage(channel, { externalId: channel.id, chatId: "c", sender: "customer", text: "Hi" }, "durable");

const see = (channelId: string, origin: string) =>
  db
    .insert(channelSightings)
    .values({ channelId, workspaceId: workspace.ctx.workspaceId, origin, page: `${origin}/start` });

describe("The guide for the first steps", () => {
  it("begins with nothing done and no bot", async () => {
    expect(await getGuide(workspace.ctx)).toEqual({
      done: { create: false, teach: false, publish: false, connect: false, answer: false },
      bot: null,
    });
  });

  it.each([null, ...botTemplates.map(({ id }) => id)])(
    "ticks only the first step for a new bot of the template %s",
    async (template) => {
      await makeBot(template);
      expect(await ticks()).toEqual(["create"]);
    },
  );

  it("ticks the second step when the instruction is changed, an action is added, or a menu calls a system", async () => {
    const { id: botId } = await makeBot();
    await updateBot(workspace.ctx, { botId, instruction: "You sell bells." });
    expect(await ticks()).toEqual(["create", "teach"]);

    workspace = await makeWorkspace();
    const other = await makeBot("order-status");
    await addAction(workspace.ctx, other.id, [webhookStep("https://shop.invalid/")]);
    expect(await ticks()).toEqual(["create", "teach"]);

    workspace = await makeWorkspace();
    await createBotWithTestChat(workspace.ctx, {
      name: "Menu",
      templateId: "membership-menu",
      webhookUrl: "https://shop.invalid/",
    });
    expect(await ticks()).toEqual(["create", "teach"]);
  });

  it("goes on with the published bot, and ticks the website when a foreign page shows the widget", async () => {
    const { id: botId } = await makeBot("order-status");
    await publishBot(workspace.ctx, botId);
    const newer = await makeBot();
    expect((await getGuide(workspace.ctx))?.bot?.id).toBe(botId);
    const channel = await addChannel(newer.id, "web");
    await see(channel.id, new URL(env().PARLEY_URL).origin);
    expect(await ticks()).toEqual(["create", "publish"]);
    await see(channel.id, "https://shop.example");
    expect(await ticks()).toEqual(["create", "publish", "connect"]);
  });

  it("ticks a conversation when it is answered, and not for the test chat or an unanswered one", async () => {
    const { id: botId } = await makeBot();
    const answerIn = async (channel: Awaited<ReturnType<typeof addChannel>>) => {
      const { conversationId } = await say(channel);
      await addPending({ ...channel, token: "", ctx: workspace.ctx }, conversationId, ["Hello"], "employee");
    };
    const [test] = await db
      .select()
      .from(channels)
      .where(and(eq(channels.botId, botId), eq(channels.runsDraft, true)));
    if (!test) throw new Error("The bot has no test chat.");
    await answerIn(test);
    expect(await ticks()).toEqual(["create"]);
    await say(await addChannel(botId, "web"));
    expect(await ticks()).toEqual(["create"]);
    const custom = await addChannel(botId, "custom");
    await say(custom);
    expect(await ticks()).toEqual(["create", "connect"]);
    await answerIn(custom);
    expect(await ticks()).toEqual(["create", "connect", "answer"]);
  });

  it("can be put away and brought back by editors only, and never shows another workspace's steps", async () => {
    await makeBot();
    const stranger = await makeWorkspace();
    await setGuide(stranger.ctx, { isHidden: true });
    expect(await getGuide(stranger.ctx)).toBeNull();
    expect(await ticks()).toEqual(["create"]);
    await setGuide(workspace.ctx, { isHidden: true });
    expect(await getGuide(workspace.ctx)).toBeNull();
    const [stored] = await db.select().from(workspaces).where(eq(workspaces.id, workspace.ctx.workspaceId));
    expect(stored?.guideHiddenAt).toBeInstanceOf(Date);
    await setGuide(stranger.ctx, { isHidden: false });
    expect((await getGuide(stranger.ctx))?.bot).toBeNull();

    const { userId } = await makeMember(workspace.ctx.workspaceId, "operator");
    const operator = createTestCaller({ userId }).guide;
    await expect(operator.get()).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(operator.set({ isHidden: false })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
