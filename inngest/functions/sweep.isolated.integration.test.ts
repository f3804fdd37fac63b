import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { messages, turns } from "@/db/schema/conversations";
import { outbox } from "@/db/schema/outbox";
import { dataTables, tableImports } from "@/db/schema/tables";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { makeWorkspace } from "@/db/testing/factories";
import { elapse, loseAllRuns, losingEvents, sweepNow } from "@/db/testing/lost-work";
import { speak, startModelServer } from "@/db/testing/model-server";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { detachRun } from "@/server/actions/runs/detach-run";
import type { RunKey } from "@/server/actions/runs/load-run";
import { runStep } from "@/server/actions/runs/run-action";
import { definitionOf, queueRun, webhookStep } from "@/server/actions/testing/fixtures";
import { waitStep } from "@/server/actions/testing/steps";
import { startTargetServer, type TargetServer } from "@/server/actions/testing/target-server";
import { updateChannel } from "@/server/channels/update-channel";
import { receiveMessage } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { notify } from "@/server/notifications/notify";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import { startImport } from "@/server/tables/imports/start-import";
import { uploadImport } from "@/server/tables/imports/upload-import";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { openDurableTurn } from "@/server/turn/durable/durable-turn";
import { loadTurn } from "@/server/turn/context/load-turn";
import { type BehavingBot, makeBehavingBot } from "@/server/turn/testing/behaving-bot";

/** Tests that the sweep recovers work that the executor has lost, with the embedded executor and the real functions. */
await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));
const model = await startModelServer();
const receiver = await startWebhookReceiver();
let target: TargetServer;
beforeEach(async () => {
  receiver.reset();
  target = await startTargetServer();
});

const WAIT = { timeout: 25_000 };

/** Deletes the events before they are sent. */
async function lose(events: OutboxEvent[]): Promise<void> {
  for (const { id } of events) await db.delete(outbox).where(eq(outbox.id, id));
}

async function makeBot(): Promise<BehavingBot> {
  const bot = await makeBehavingBot({}, model.baseUrl);
  await updateChannel(bot.ctx, { channelId: bot.customChannelId, custom: { webhookUrl: `${receiver.origin}/hook` } });
  return bot;
}

function write({ ctx, customChannelId, botId }: BehavingBot, text = "Hi") {
  const channel = { id: customChannelId, workspaceId: ctx.workspaceId, botId };
  return receiveMessage(channel, { externalId: newId("event"), chatId: "chat-1", sender: "customer", text }, "durable");
}

async function saidBy({ ctx }: BehavingBot): Promise<string[]> {
  const rows = await db.select().from(messages).where(eq(messages.workspaceId, ctx.workspaceId)).orderBy(messages.seq);
  return rows.filter(({ sender }) => sender === "ai").map(({ text }) => text);
}

async function turnsOf({ ctx }: BehavingBot): Promise<string[]> {
  const rows = await db.select().from(turns).where(eq(turns.workspaceId, ctx.workspaceId)).orderBy(turns.startedAt);
  return rows.map(({ status }) => status);
}

async function runOf({ runId }: RunKey) {
  const [run] = await db.select().from(actionRuns).where(eq(actionRuns.id, runId));
  return run;
}

describe("A customer's message whose event was lost", () => {
  it("is answered once, even if the event arrives in the end", async () => {
    const bot = await makeBot();
    model.answer((response) => speak(response, ["Hello."]));
    const { events } = await write(bot);
    await lose(events);
    await elapse(6);
    await sweepNow();
    await expect.poll(() => saidBy(bot), WAIT).toEqual(["Hello."]);
    await dispatch(events);
    await elapse(6);
    await sweepNow();
    await expect.poll(() => turnsOf(bot), WAIT).toEqual(["completed"]);
    expect(await saidBy(bot)).toEqual(["Hello."]);
    expect(model.requests).toHaveLength(1);
  });
});

describe("A durable turn that was lost", () => {
  it("is ended, and another one answers in its place without repeating a call", async () => {
    const bot = await makeBot();
    model.answer((response) => speak(response, ["It is shipped."]));
    const { workspaceId } = bot.ctx;
    const { conversationId, messageId, events } = await write(bot);
    await lose(events);
    const turnId = await openDurableTurn({ workspaceId, conversationId, messageId }, "lost-run");
    const definition = definitionOf([webhookStep(`${target.url}/order`)]);
    const key = await queueRun(definition, {}, { workspaceId, botId: bot.botId, conversationId, turnId });
    await runStep(key, 1);
    // The end of its action counts as a sign of life.
    await elapse(4);
    await sweepNow();
    expect(await turnsOf(bot)).toEqual(["running"]);
    await elapse(4);
    await sweepNow();
    await expect.poll(() => saidBy(bot), WAIT).toEqual(["It is shipped."]);
    expect(await turnsOf(bot)).toEqual(["failed", "completed"]);
    expect(target.received.map(({ url }) => url)).toEqual(["/order"]);
    const [, second] = await db.select().from(turns).where(eq(turns.workspaceId, workspaceId)).orderBy(turns.startedAt);
    const { history } = (await loadTurn(second?.id ?? "")).input;
    expect(history).toContainEqual({ role: "tool", results: [expect.objectContaining({ id: key.runId })] });
  });

  it("is left alone while its action runs, however long that takes", async () => {
    const bot = await makeBot();
    const { workspaceId } = bot.ctx;
    const { conversationId, messageId, events } = await write(bot);
    await lose(events);
    const turnId = await openDurableTurn({ workspaceId, conversationId, messageId }, "slow-run");
    const definition = definitionOf([webhookStep(`${target.url}/slow`)]);
    const key = await queueRun(definition, {}, { workspaceId, botId: bot.botId, conversationId, turnId });
    await elapse(60);
    await db
      .update(actionRuns)
      .set({ checkAt: new Date(Date.now() + 60_000) })
      .where(eq(actionRuns.id, key.runId));
    await sweepNow();
    expect(await turnsOf(bot)).toEqual(["running"]);
  });
});

describe("An action run that was lost", () => {
  it("continues after its last step, which is not repeated", async () => {
    target.on("/second", { body: '{"id":2}' });
    const steps = [webhookStep(`${target.url}/first`), webhookStep(`${target.url}/second`, { name: "second" })];
    const key = await queueRun(definitionOf(steps));
    await runStep(key, 1);
    await elapse(4);
    await sweepNow();
    expect(await runOf(key)).toMatchObject({ status: "running" });
    await elapse(4);
    await sweepNow();
    await expect.poll(async () => (await runOf(key))?.status, WAIT).toBe("succeeded");
    expect(await runOf(key)).toMatchObject({ result: '{"id":2}', checkAt: null });
    expect(target.received.map(({ url }) => url)).toEqual(["/first", "/second"]);
  });

  it("while it waited is resumed when its time has come, and not before", async () => {
    const key = await queueRun(definitionOf([waitStep(600), webhookStep(`${target.url}/after`)]));
    const data = { workspaceId: key.workspaceId, runId: key.runId };
    await dispatch([{ id: newId("event"), name: "action/run.requested", data }]);
    await expect.poll(async () => (await runOf(key))?.status, WAIT).toBe("waiting");
    await loseAllRuns();
    await elapse(6);
    await sweepNow();
    expect(await runOf(key)).toMatchObject({ status: "waiting" });
    expect(target.received).toEqual([]);
    await elapse(20);
    await db.update(actionStepRuns).set({ rest: { type: "until", at: new Date(Date.now() - 600_000).toISOString() } });
    await sweepNow();
    await expect.poll(async () => (await runOf(key))?.status, WAIT).toBe("succeeded");
    expect(target.received.map(({ url }) => url)).toEqual(["/after"]);
  });

  it("after its end has its late result delivered", async () => {
    const bot = await makeBot();
    model.answer((response) => speak(response, ["Hello."]));
    const { conversationId, events } = await write(bot);
    await dispatch(events);
    await expect.poll(() => saidBy(bot), WAIT).toEqual(["Hello."]);
    await expect.poll(() => receiver.requests.length, WAIT).toBe(1);
    const definition = definitionOf([webhookStep(`${target.url}/order`)]);
    const { workspaceId } = bot.ctx;
    const [turn] = await db.select().from(turns).where(eq(turns.workspaceId, workspaceId));
    const scope = { workspaceId, botId: bot.botId, conversationId, turnId: turn?.id ?? null };
    const key = await queueRun(definition, {}, scope);
    await detachRun(key);
    model.answer((response) => speak(response, ["It is shipped."]));
    await losingEvents(() => runStep(key, 1));
    await elapse(6);
    await sweepNow();
    await expect.poll(() => saidBy(bot), WAIT).toEqual(["Hello.", "It is shipped."]);
    expect((await runOf(key))?.checkAt).toBeNull();
  });
});

describe("An import that was lost", () => {
  it("is carried out", async () => {
    const { ctx } = await makeWorkspace();
    const bytes = Buffer.from("Number,Price\nA-1,10\nA-2,9.5\n");
    const { importId, columns } = await uploadImport(ctx, { fileName: "orders.csv", bytes, tableId: null });
    const wanted = { importId, tableId: null, name: "Orders", columns, mode: "replace", skipBadRows: false } as const;
    await losingEvents(() => startImport(ctx, wanted));
    await elapse(6);
    await sweepNow();
    const status = async () => (await db.select().from(tableImports).where(eq(tableImports.id, importId)))[0]?.status;
    await expect.poll(status, WAIT).toBe("done");
    const [table] = await db.select().from(dataTables).where(eq(dataTables.workspaceId, ctx.workspaceId));
    expect(table).toMatchObject({ name: "Orders", rowCount: 2, isReady: true });
  });
});

describe("A notification that was lost", () => {
  it("is sent once", async () => {
    const { ctx, userId } = await makeWorkspace();
    await createTestCaller({ userId }).notifications.setWebhook({ url: receiver.origin, secret: "s" });
    await lose(await notify(db, { workspaceId: ctx.workspaceId, kind: "person_called", title: "Look", body: "Here." }));
    await elapse(6);
    await sweepNow();
    await expect.poll(() => receiver.requests.length, WAIT).toBe(1);
    await elapse(200);
    await sweepNow();
    await elapse(200);
    await sweepNow();
    expect(receiver.requests).toHaveLength(1);
  });
});
