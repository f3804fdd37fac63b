import { TRPCError } from "@trpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { conversations, turns } from "@/db/schema/conversations";
import { feedback } from "@/db/schema/feedback";
import { messageFiles } from "@/db/schema/files";
import { makeMember, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { webhookStep } from "@/server/actions/testing/fixtures";
import { addAction } from "@/server/bots/testing/asking-bots";
import { createBotWithTestChat } from "@/server/channels/create-bot-with-test-chat";
import { createChannel } from "@/server/channels/create-channel";
import { findChannel } from "@/server/channels/get-channel";
import { receiveMessage } from "@/server/conversations/receive-message";
import { storeFile } from "@/server/files/store-file";
import { png } from "@/server/files/testing/sample-files";
import { newId } from "@/server/ids";
import { notify } from "@/server/notifications/notify";
import { listMailed } from "@/server/notifications/mail-choices";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { rightInputs } from "@/server/trpc/testing/hostile-inputs";
import { callProcedure, listProcedures } from "@/server/trpc/testing/list-procedures";

type Caller = ReturnType<typeof createTestCaller>;

/** The things of a bot, each with the bot's name in its own. */
interface Things {
  botId: string;
  channelId: string;
  conversationId: string;
  messageId: string;
  actionId: string;
  turnId: string;
}

let workspace: TestWorkspace;
let shop: Things;
let garage: Things;
let owner: Caller;
/** An operator who sees only the shop, and one who sees only the garage's channel. */
let ofShop: { userId: string; caller: Caller };
let ofChannel: { userId: string; caller: Caller };

beforeAll(async () => {
  workspace = await makeWorkspace();
  owner = createTestCaller({ userId: workspace.userId });
  shop = await makeThings("Shop");
  garage = await makeThings("Garage");
  ofShop = await makeLimited({ botIds: [shop.botId], channelIds: [] });
  ofChannel = await makeLimited({ botIds: [], channelIds: [garage.channelId] });
});

async function makeThings(name: string): Promise<Things> {
  const { ctx, workspaceId } = workspace;
  const { id: botId } = await createBotWithTestChat(ctx, { name: `${name} bot`, templateId: "order-status" });
  const { id: channelId } = await createChannel(ctx, { botId, kind: "custom", name: `${name} channel` });
  const message = { externalId: "m1", chatId: `${name} chat`, sender: "customer" as const, text: `${name} question` };
  const { conversationId, messageId } = await receiveMessage(await findChannel(ctx, channelId), message, "durable");
  const actionId = await addAction(ctx, botId, [webhookStep("https://shop.invalid/")], { name: `${name} action` });
  await notify(db, { workspaceId, kind: "person_called", title: `${name} call`, body: "Help.", conversationId, botId });
  const turnId = newId("turn");
  await db.insert(turns).values({
    id: turnId,
    workspaceId,
    conversationId,
    botId,
    messageId,
    host: "chat",
    status: "completed",
    leaseUntil: new Date(),
  });
  return { botId, channelId, conversationId, messageId, actionId, turnId };
}

async function makeLimited(limits: { botIds: string[]; channelIds: string[] }) {
  const { userId } = await makeMember(workspace.workspaceId, "operator");
  await owner.team.changeMember({ userId, role: "operator", limits });
  return { userId, caller: createTestCaller({ userId }) };
}

/** All procedures, with the names of their inputs' fields. */
const procedures = listProcedures().map(({ path, type, schema }) => {
  const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return { path, type, schema, fields };
});

const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => "allowed",
    (error: unknown) => (error instanceof TRPCError ? error.code : String(error)),
  );

describe("A member who is limited to a bot", () => {
  it("finds nothing of other bots in any answer", async () => {
    const known = Object.fromEntries(Object.entries(shop).map(([field, id]) => [field, [id]]));
    const cases = procedures
      .filter(({ type }) => type === "query")
      .flatMap(({ path, schema }) =>
        [{}, { botId: shop.botId }, ...rightInputs(schema, known)].map((input) => ({ path, input })),
      );
    expect(cases.length).toBeGreaterThan(200);
    const leaks = new Set<string>();
    for (const { path, input } of cases) {
      const answer = await callProcedure(ofShop.caller, path, input).then(JSON.stringify, String);
      if (/garage/i.test(answer) || Object.values(garage).some((id) => answer.includes(id))) leaks.add(path);
    }
    expect([...leaks]).toEqual([]);
  });

  it.each([
    ["search.things", { search: "garage" }, { search: "shop" }],
    ["inbox.list", { view: "all", search: "garage question" }, { view: "all", search: "shop question" }],
    ["inbox.list", { view: "unassigned", filter: {} }, { view: "all", filter: {} }],
  ])("finds only things of the bot with %s", async (path, hidden, shown) => {
    expect(JSON.stringify(await callProcedure(ofShop.caller, path, hidden))).not.toMatch(/garage/i);
    expect(JSON.stringify(await callProcedure(ofShop.caller, path, shown))).toMatch(/shop/i);
  });

  it("is refused by every procedure that names something of another bot", async () => {
    const cases = procedures.flatMap(({ path, fields }) =>
      Object.entries(garage).flatMap(([field, id]) =>
        fields.includes(field) ? [{ path, input: { [field]: id } }] : [],
      ),
    );
    expect(cases.length).toBeGreaterThan(80);
    const wrong: string[] = [];
    for (const { path, input } of cases) {
      const code = await codeOf(callProcedure(ofShop.caller, path, input));
      if (code !== "NOT_FOUND") wrong.push(`${path} ${JSON.stringify(input)}: ${code}`);
    }
    expect(wrong).toEqual([]);
  });

  it("learns of another bot only if the scenario of the bot leads to it", async () => {
    const { botId } = shop;
    const campaignsOf = async (targets: string[]) =>
      (await ofShop.caller.scenario.surroundings({ botId, targets })).campaigns;
    expect(await campaignsOf([garage.botId])).toEqual([]);
    const toGarage = { type: "campaign" as const, botId: garage.botId };
    const { id } = await owner.bots.create({ name: "Reception", templateId: null });
    await owner.scenario.edit({ botId: id, put: [{ id: newId("interaction"), name: "Cars", redirect: toGarage }] });
    const { userId } = await makeMember(workspace.workspaceId, "viewer");
    await owner.team.changeMember({ userId, role: "viewer", limits: { botIds: [id], channelIds: [] } });
    const { scenario } = createTestCaller({ userId });
    const { campaigns } = await scenario.surroundings({ botId: id, targets: [garage.botId, botId] });
    expect(campaigns.map(({ name }) => name)).toEqual(["Garage bot"]);
    await owner.bots.delete({ botId: id, force: true });
  });

  it("is refused for several conversations if one is of another bot, and changes none", async () => {
    const conversationIds = [shop.conversationId, garage.conversationId];
    const change = { conversationIds, change: { kind: "close" as const } };
    expect(await codeOf(ofShop.caller.inbox.changeMany(change))).toBe("NOT_FOUND");
    expect((await owner.inbox.get({ conversationId: shop.conversationId })).state).not.toBe("closed");
  });

  it("reads and answers the customers of the bot, and sees its pages", async () => {
    const { conversationId } = shop;
    expect(await ofShop.caller.inbox.get({ conversationId })).toMatchObject({ id: conversationId });
    await ofShop.caller.inbox.addNote({ conversationId, text: "Call back.", clientNoteId: "note-1" });
    expect(await ofShop.caller.bots.get({ botId: shop.botId })).toMatchObject({ name: "Shop bot" });
    expect((await ofShop.caller.bots.list()).map(({ name }) => name)).toEqual(["Shop bot"]);
    expect(await ofShop.caller.accounts.me()).toMatchObject({ isLimited: true });
  });

  it("no longer sees a conversation that another bot answers", async () => {
    const { conversationId, channelId, botId } = await makeThings("Shop");
    await db
      .update(conversations)
      .set({ botId: garage.botId, tags: ["garage-tag"] })
      .where(eq(conversations.id, conversationId));
    await owner.team.changeMember({
      userId: ofShop.userId,
      role: "operator",
      limits: { botIds: [shop.botId, botId], channelIds: [] },
    });
    await db.insert(feedback).values({
      id: newId("feedback"),
      workspaceId: workspace.workspaceId,
      conversationId,
      score: 1,
      rating: "negative",
      comment: "Garage!",
    });
    expect(await ofShop.caller.conversations.list({ channelId })).toEqual([]);
    expect((await ofShop.caller.inbox.facets()).tags).not.toContain("garage-tag");
    expect((await ofShop.caller.conversations.ratings({ botId })).negative).toEqual([]);
    const noteId = `nte_${conversationId}_${ofShop.userId}_x`;
    expect(await codeOf(ofShop.caller.inbox.deleteNote({ noteId }))).toBe("NOT_FOUND");
    await owner.team.changeMember({
      userId: ofShop.userId,
      role: "operator",
      limits: { botIds: [shop.botId], channelIds: [] },
    });
  });

  it("does not see what shows the customers of all bots together", async () => {
    const { polls, raffles, deliveries, eventEndpoints, knowledgeAnswers } = ofShop.caller;
    const answers = [
      polls.list(),
      raffles.list(),
      deliveries.list({}),
      eventEndpoints.list(),
      knowledgeAnswers.gaps({}),
    ];
    expect(await Promise.all(answers.map(codeOf))).toEqual(answers.map(() => "FORBIDDEN"));
  });

  it("gets e-mails about the bot only", async () => {
    await ofShop.caller.notifications.chooseMail({ kind: "person_called", email: true });
    const mailed = (things: Things) =>
      listMailed({ workspaceId: workspace.workspaceId, kind: "person_called", ...things });
    expect(await mailed(shop)).toContain(ofShop.userId);
    expect(await mailed(garage)).not.toContain(ofShop.userId);
  });

  it("is assigned only conversations that they see", async () => {
    const assign = (things: Things, memberId: string) =>
      owner.inbox.assign({ conversationId: things.conversationId, memberId });
    expect(await codeOf(assign(garage, ofShop.userId))).toBe("BAD_REQUEST");
    expect(await assign(shop, ofShop.userId)).toEqual({ changed: true });
    await owner.team.changeMember({
      userId: ofShop.userId,
      role: "operator",
      limits: { botIds: [garage.botId], channelIds: [] },
    });
    expect(await owner.inbox.get({ conversationId: shop.conversationId })).toMatchObject({ assignee: null });
    await owner.team.changeMember({
      userId: ofShop.userId,
      role: "operator",
      limits: { botIds: [shop.botId], channelIds: [] },
    });
  });

  it("sends no file of a conversation of another bot, but new files and those of the own bot", async () => {
    const { workspaceId } = workspace;
    const [hidden, own, fresh] = await Promise.all(
      ["hidden", "own", "fresh"].map((name) => storeFile({ workspaceId, name: `${name}.png`, bytes: png })),
    );
    const send = (fileId: string | undefined) =>
      ofShop.caller.inbox.write({
        conversationId: shop.conversationId,
        clientMessageId: newId("message"),
        text: "",
        fileIds: [fileId ?? ""],
      });
    await db.insert(messageFiles).values([
      { messageId: garage.messageId, position: 0, fileId: hidden?.id ?? "" },
      { messageId: shop.messageId, position: 0, fileId: own?.id ?? "" },
    ]);
    await expect(send(hidden?.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (const file of [own, fresh]) expect(await codeOf(send(file?.id))).toBe("allowed");
  });
});

describe("A member who is limited to a channel", () => {
  it("sees its conversations, but not the pages of its bot", async () => {
    const { inbox, bots } = ofChannel.caller;
    expect((await inbox.list({ view: "all" })).rows.map(({ id }) => id)).toEqual([garage.conversationId]);
    expect(await inbox.facets()).toMatchObject({ bots: [], channels: [{ id: garage.channelId }] });
    expect(await bots.list()).toEqual([]);
    expect(await codeOf(bots.get({ botId: garage.botId }))).toBe("NOT_FOUND");
    expect(await codeOf(inbox.get({ conversationId: shop.conversationId }))).toBe("NOT_FOUND");
    expect((await ofChannel.caller.notifications.list()).items.map(({ title }) => title)).toEqual(["Garage call"]);
  });
});

describe("The limits of a member", () => {
  it("have no effect in a role that sees all bots, and stay if only the role changes", async () => {
    const { userId, caller } = await makeLimited({ botIds: [shop.botId], channelIds: [] });
    await owner.team.changeMember({ userId, role: "viewer" });
    expect((await caller.bots.list()).map(({ name }) => name)).toEqual(["Shop bot"]);
    await owner.team.changeMember({ userId, role: "editor" });
    expect(await caller.bots.list()).toHaveLength((await owner.bots.list()).length);
    await owner.team.changeMember({ userId, role: "operator" });
    expect((await caller.bots.list()).map(({ name }) => name)).toEqual(["Shop bot"]);
  });

  it("are those of the invitation, and are listed with the member", async () => {
    const limits = { botIds: [shop.botId], channelIds: [garage.channelId] };
    const { url } = await owner.team.invite({ email: null, role: "viewer", limits });
    const { userId } = await makeWorkspace();
    await createTestCaller({ userId }).team.accept({ token: new URL(url).hash.slice(1) });
    const members = await owner.team.members();
    expect(members.find((member) => member.userId === userId)).toMatchObject({ role: "viewer", limits });
  });

  it("name only bots and channels of the workspace, and only for operators and viewers", async () => {
    const { userId } = await makeMember(workspace.workspaceId, "operator");
    const other = await makeWorkspace();
    const { id: foreignId } = await createBotWithTestChat(other.ctx, { name: "Foreign", templateId: null });
    const limit = (role: "operator" | "editor", botIds: string[]) =>
      owner.team.changeMember({ userId, role, limits: { botIds, channelIds: [] } });
    await expect(limit("operator", [foreignId])).rejects.toThrow("no longer exists");
    await expect(limit("editor", [shop.botId])).rejects.toThrow("Only operators and viewers");
    await expect(limit("operator", [])).rejects.toThrow("Choose at least one");
    expect(await codeOf(createTestCaller({ userId }).bots.get({ botId: garage.botId }))).toBe("allowed");
  });
});
