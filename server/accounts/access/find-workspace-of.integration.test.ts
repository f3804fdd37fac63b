import { beforeAll, describe, expect, it } from "vitest";
import { makeMember, makeUser, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { createBotWithTestChat } from "@/server/channels/create-bot-with-test-chat";
import { createChannel } from "@/server/channels/create-channel";
import { findChannel } from "@/server/channels/get-channel";
import { receiveMessage } from "@/server/conversations/receive-message";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

let shop: TestWorkspace;
let ids: { botId: string; conversationId: string; sourceId: string; tableId: string; pollId: string };
let other: { botId: string };

beforeAll(async () => {
  shop = await makeWorkspace();
  const { ctx, userId } = shop;
  const owner = createTestCaller({ userId });
  const { id: botId } = await createBotWithTestChat(ctx, { name: "Shop", templateId: "poll" });
  const { id: channelId } = await createChannel(ctx, { botId, kind: "custom", name: "Messenger" });
  const message = { externalId: "m1", chatId: "c1", sender: "customer" as const, text: "Hi" };
  const { conversationId } = await receiveMessage(await findChannel(ctx, channelId), message, "durable");
  const { id: sourceId } = await owner.knowledge.create({ name: "Hours", settings: { kind: "text", text: "Open." } });
  const { id: tableId } = await owner.tables.create({ name: "Prices", columns: [{ name: "Item", type: "text" }] });
  const [poll] = await owner.polls.list();
  ids = { botId, conversationId, sourceId, tableId, pollId: poll?.id ?? "" };
  other = { botId: (await createBotWithTestChat(ctx, { name: "Garage", templateId: null })).id };
});

/** A person with a workspace of their own, which is the one of the page. */
async function makeVisitor() {
  const { userId, workspaceId } = await makeWorkspace();
  return { userId, caller: createTestCaller({ userId, workspaceId }) };
}

type Visitor = Awaited<ReturnType<typeof makeVisitor>>;

const found = ({ caller }: Visitor) =>
  Promise.all(Object.values(ids).map(async (id) => (await caller.accounts.workspaceOf({ id }))?.id));

describe("The workspace of a page", () => {
  it("is told to its members who have another workspace open", async () => {
    const visitor = await makeVisitor();
    await makeMember(shop.workspaceId, "viewer", visitor.userId);
    expect(await found(visitor)).toEqual(Object.values(ids).map(() => shop.workspaceId));
  });

  it("is told to nobody else, and not in the workspace itself", async () => {
    const nothing = Object.values(ids).map(() => undefined);
    expect(await found(await makeVisitor())).toEqual(nothing);
    const { userId, workspaceId } = shop;
    expect(await found({ userId, caller: createTestCaller({ userId, workspaceId }) })).toEqual(nothing);
    const { caller } = await makeVisitor();
    for (const id of ["", "bot_", "bot_unknown", shop.workspaceId, (await makeUser()).userId]) {
      expect(await caller.accounts.workspaceOf({ id })).toBeNull();
    }
  });

  it("is told to a limited member only for what they see there", async () => {
    const visitor = await makeVisitor();
    await makeMember(shop.workspaceId, "operator", visitor.userId);
    const limits = { botIds: [ids.botId], channelIds: [] };
    const owner = createTestCaller({ userId: shop.userId });
    await owner.team.changeMember({ userId: visitor.userId, role: "operator", limits });
    const { botId, conversationId, pollId } = ids;
    const find = async (id: string) => (await visitor.caller.accounts.workspaceOf({ id }))?.id;
    expect(await Promise.all([botId, conversationId].map(find))).toEqual([shop.workspaceId, shop.workspaceId]);
    expect(await Promise.all([other.botId, pollId].map(find))).toEqual([undefined, undefined]);
  });
});
