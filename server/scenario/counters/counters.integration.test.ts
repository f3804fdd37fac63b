import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { botVersions } from "@/db/schema/bots";
import { conversations } from "@/db/schema/conversations";
import { scenarioPlaces, scenarioVisits } from "@/db/schema/scenario";
import { makeMember, makeUser, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { createBot } from "@/server/bots/create-bot";
import { publishBot } from "@/server/bots/publish-bot";
import { createChannel } from "@/server/channels/create-channel";
import { findChannel } from "@/server/channels/get-channel";
import { type ReceivingChannel, receiveMessage } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { editScenario, scenarioEdit } from "@/server/scenario/editing/edit-scenario";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

const HOUR_MS = 3_600_000;
const MENU = newId("interaction");
const ORDER = newId("interaction");
const GONE = newId("interaction");

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace();
});

interface ScriptedBot {
  botId: string;
  channel: ReceivingChannel;
  /** The ids of two published versions. */
  versions: [string, string];
}

/** A published bot. Interactions have ids of their own, because ids are unique. */
async function makeBot(): Promise<ScriptedBot> {
  const { ctx } = workspace;
  const { id: botId } = await createBot(ctx, { name: "Club", templateId: null });
  const { id } = await createChannel(ctx, { botId, kind: "custom", name: "Messenger" });
  await publishBot(ctx, botId);
  await publishBot(ctx, botId);
  const published = db.select().from(botVersions).where(eq(botVersions.botId, botId)).orderBy(botVersions.number);
  const [first, second] = (await published).map((version) => version.id);
  return { botId, channel: await findChannel(ctx, id), versions: [first ?? "", second ?? ""] };
}

interface Came {
  /** `interaction` or `interaction/row`, in the order of the visits. */
  to: string[];
  hoursAgo?: number;
  versionId?: string | null;
}

/** A conversation with one message whose turn came to interactions, as a turn stores it. */
async function converse({ botId, channel, versions }: ScriptedBot, { to, hoursAgo = 0, versionId }: Came) {
  const chatId = newId("conversation");
  const message = { externalId: newId("event"), chatId, sender: "customer", text: "Hi" } as const;
  const { conversationId, messageId } = await receiveMessage(channel, message, "durable");
  const place = { workspaceId: workspace.workspaceId, botId, botVersionId: versionId ?? null, conversationId };
  if (versionId === undefined) place.botVersionId = versions[0];
  const at = new Date(Date.now() - hoursAgo * HOUR_MS);
  const turnId = newId("turn");
  const visits = to.map((path, i) => {
    const [interactionId = "", rowId = null] = path.split("/");
    return { ...place, turnId, position: i + 1, interactionId, rowId, createdAt: at };
  });
  await db.insert(scenarioVisits).values(visits);
  const interactionId = visits.at(-1)?.interactionId ?? "";
  await db.insert(scenarioPlaces).values({ ...place, interactionId, messageId, since: at });
  return { conversationId, chatId };
}

function countersOf(input: Parameters<ReturnType<typeof createTestCaller>["scenario"]["counters"]>[0]) {
  return createTestCaller({ userId: workspace.userId }).scenario.counters(input);
}

async function countsAt(input: Parameters<typeof countersOf>[0], interactionId = MENU) {
  const { interactions } = await countersOf(input);
  const found = interactions.find((one) => one.interactionId === interactionId);
  return found && { came: found.came, left: found.left, stillHere: found.stillHere, rows: found.rows };
}

describe("The counters of a scenario", () => {
  it("count each conversation once at an interaction and a row", async () => {
    const bot = await makeBot();
    await converse(bot, { to: [MENU, `${MENU}/row-1`, ORDER] });
    await converse(bot, { to: [MENU, `${MENU}/row-1`, `${MENU}/row-1`, MENU, `${MENU}/row-2`, MENU] });
    const { conversations: all, interactions } = await countersOf({ botId: bot.botId });
    expect(all).toBe(2);
    const rows = [
      { rowId: "row-1", chose: 2 },
      { rowId: "row-2", chose: 1 },
    ];
    expect(await countsAt({ botId: bot.botId })).toEqual({ came: 2, left: 0, stillHere: 1, rows });
    expect(interactions.find(({ interactionId }) => interactionId === ORDER)).toMatchObject({ came: 1, rows: [] });
  });

  it("count as left who wrote nothing for a day or whose conversation was closed, at the last interaction only", async () => {
    const bot = await makeBot();
    await converse(bot, { to: [MENU], hoursAgo: 23 });
    await converse(bot, { to: [ORDER, MENU], hoursAgo: 25 });
    const { conversationId } = await converse(bot, { to: [MENU], hoursAgo: 1 });
    await db.update(conversations).set({ status: "closed" }).where(eq(conversations.id, conversationId));
    const wrote = await converse(bot, { to: [MENU], hoursAgo: 48 });
    const again = { externalId: newId("event"), chatId: wrote.chatId, sender: "customer", text: "Hello?" } as const;
    await receiveMessage(bot.channel, again, "durable");
    expect(await countsAt({ botId: bot.botId })).toMatchObject({ came: 4, left: 2, stillHere: 1 });
    expect(await countsAt({ botId: bot.botId }, ORDER)).toMatchObject({ came: 1, left: 0, stillHere: 0 });
  });

  it("do not count as left who went on to another bot", async () => {
    const bot = await makeBot();
    const other = await makeBot();
    const { conversationId } = await converse(bot, { to: [MENU], hoursAgo: 48 });
    const moved = { botId: other.botId, botVersionId: other.versions[0], interactionId: ORDER };
    await db.update(scenarioPlaces).set(moved).where(eq(scenarioPlaces.conversationId, conversationId));
    expect(await countsAt({ botId: bot.botId })).toMatchObject({ came: 1, left: 0 });
    expect(await countsAt({ botId: other.botId }, ORDER)).toMatchObject({ came: 0, left: 1 });
  });

  it("are limited to a version and a time, and include the test chat only for the draft", async () => {
    const bot = await makeBot();
    const { botId, versions } = bot;
    await converse(bot, { to: [MENU], hoursAgo: 25 });
    await converse(bot, { to: [MENU], hoursAgo: 6 * 24, versionId: versions[1] });
    await converse(bot, { to: [MENU], hoursAgo: 29 * 24, versionId: versions[1] });
    await converse(bot, { to: [MENU], hoursAgo: 40 * 24, versionId: versions[1] });
    await converse(bot, { to: [MENU], versionId: null });
    const came = async (given: object) => (await countsAt({ botId, ...given }))?.came ?? 0;
    const spans = ["24h", "7d", "30d", "all"];
    expect(await Promise.all(spans.map((span) => came({ span })))).toEqual([0, 2, 3, 4]);
    expect(await came({ span: "all", version: versions[1] })).toBe(3);
    expect(await came({ span: "all", version: "draft" })).toBe(1);
    const { versions: listed, conversations: all } = await countersOf({ botId, span: "all", version: versions[0] });
    expect(listed.map(({ number }) => number)).toEqual([2, 1]);
    expect(all).toBe(1);
  });

  it("are seen by viewers, but not from another workspace", async () => {
    const { botId } = await makeBot();
    const { userId: viewerId } = await makeUser();
    await makeMember(workspace.workspaceId, "viewer", viewerId);
    expect(await createTestCaller({ userId: viewerId }).scenario.counters({ botId })).toMatchObject({
      conversations: 0,
      interactions: [],
    });
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId }).scenario;
    await expect(stranger.counters({ botId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await stranger.removed({ botId, ids: [MENU] })).toEqual([]);
  });

  it("have the names of interactions and rows that the draft no longer has", async () => {
    const { ctx } = workspace;
    const { id: botId } = await createBot(ctx, { name: "Club", templateId: null });
    const put = [
      {
        id: GONE,
        name: "Membership",
        responses: [{ kind: "text" as const, id: "r-1", variants: ["Which one?"] }],
        menu: { rows: [{ id: "row-7", text: "One month", redirect: { type: "person" as const } }] },
      },
    ];
    await editScenario(ctx, scenarioEdit.parse({ botId, put }));
    await publishBot(ctx, botId);
    await editScenario(ctx, scenarioEdit.parse({ botId, remove: [GONE] }));
    const caller = createTestCaller({ userId: workspace.userId }).scenario;
    expect(await caller.removed({ botId, ids: [GONE, "row-7", "row-8"] })).toEqual([
      { id: GONE, name: "Membership" },
      { id: "row-7", name: "One month" },
    ]);
  });
});
