import { and, asc, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import { conversations, messages, turns } from "@/db/schema/conversations";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { detachRun } from "@/server/actions/runs/detach-run";
import { failRun } from "@/server/actions/runs/end-run";
import { runStep } from "@/server/actions/runs/run-action";
import { definitionOf, finish, queueRun, webhookStep } from "@/server/actions/testing/fixtures";
import { waitStep } from "@/server/actions/testing/steps";
import { startTargetServer, type TargetServer } from "@/server/actions/testing/target-server";
import { botBehaviour } from "@/server/schemas/bot-behaviour";
import { createBot } from "@/server/bots/create-bot";
import { publishBot } from "@/server/bots/publish-bot";
import { updateBot } from "@/server/bots/update-bot";
import { createChannel } from "@/server/channels/create-channel";
import { findChannel } from "@/server/channels/get-channel";
import { receiveMessage } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { endDurableTurn, openDurableTurn } from "./durable-turn";
import { endLateTurn, giveUpLateTurn, openLateTurn, type LateResult } from "./late-turn";
import { rescueTurns } from "./rescue-turns";
import { loadTurn } from "../context/load-turn";
import type { TraceEntry } from "@/server/schemas/trace";
import type { TurnResult } from "../turn-result";

const events = await startEventEndpoint();
let target: TargetServer;
let workspace: TestWorkspace;
let channel: { id: string; workspaceId: string; botId: string };

beforeAll(async () => {
  workspace = await makeWorkspace();
  const { id: botId } = await createBot(workspace.ctx, { name: "Shop", templateId: null });
  await updateBot(workspace.ctx, { botId, behaviour: botBehaviour.parse({ handOverOnFailure: false }) });
  await publishBot(workspace.ctx, botId);
  const { id } = await createChannel(workspace.ctx, { botId, kind: "custom", name: "Messenger" });
  channel = await findChannel(workspace.ctx, id);
});

beforeEach(async () => {
  target = await startTargetServer();
});

const result: TurnResult = { text: "", silent: false, trace: [], inputTokens: 1, outputTokens: 1, failure: null };

const answer: TraceEntry = {
  kind: "model",
  model: "m",
  text: "Yes.",
  toolCalls: [],
  inputTokens: 1,
  outputTokens: 1,
  attempts: 1,
  durationMs: 1,
  error: null,
};

function say(chatId: string, text = "Where is my order?", how: "durable" | "chat" = "durable") {
  return receiveMessage(channel, { externalId: newId("event"), chatId, sender: "customer", text }, how);
}

async function openTurn({ conversationId, messageId }: { conversationId: string; messageId: string }) {
  const turnId = await openDurableTurn(
    { workspaceId: workspace.workspaceId, conversationId, messageId },
    "inngest-run",
  );
  if (turnId === null) throw new Error("no turn");
  return turnId;
}

async function reply(turnId: string, text: string) {
  await endDurableTurn(await loadTurn(turnId), { ...result, text });
  await db.update(messages).set({ delivery: "delivered" }).where(eq(messages.turnId, turnId));
}

/** What a turn's history has as the result of the call. */
async function resultIn(turnId: string, { runId }: LateResult): Promise<string | undefined> {
  const { history } = (await loadTurn(turnId)).input;
  return history.flatMap((message) => (message.role === "tool" ? message.results : [])).find(({ id }) => id === runId)
    ?.result;
}

/** Creates a conversation whose bot has promised a result that then arrived. */
async function makeLate(changes: object = {}) {
  const { key, ...made } = await makePromise(changes);
  await finish(key);
  return made;
}

/** Creates a conversation whose bot has promised a result. */
async function makePromise(changes: object = {}) {
  const received = await say(newId("conversation"));
  const { conversationId } = received;
  const turnId = await openTurn(received);
  const definition = definitionOf([webhookStep(`${target.url}/order`)], changes);
  const { workspaceId, botId } = channel;
  const key = await queueRun(definition, { x: "A-1" }, { workspaceId, botId, conversationId, turnId });
  await detachRun(key);
  await reply(turnId, "I will write to you.");
  const late: LateResult = { workspaceId, conversationId, runId: key.runId };
  return { key, late, chatId: await chatOf(conversationId), conversationId };
}

async function chatOf(conversationId: string): Promise<string> {
  const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
  return row?.externalChatId ?? "";
}

async function openLate(late: LateResult): Promise<string> {
  const opening = await openLateTurn(late, "inngest-run");
  if (opening.next !== "reply") throw new Error(`The late turn is not opened: ${opening.next}`);
  return opening.turnId;
}

async function repliesIn(conversationId: string): Promise<string[]> {
  const rows = await db
    .select({ text: messages.text })
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.sender, "ai")))
    .orderBy(asc(messages.seq));
  return rows.map(({ text }) => text);
}

describe("A late result", () => {
  it("is delivered by a turn whose history ends with the call and its result", async () => {
    const { late, conversationId } = await makeLate();
    const turnId = await openLate(late);
    const { input, messageId } = await loadTurn(turnId);
    expect(input.history).toEqual([
      { role: "user", text: "Where is my order?" },
      { role: "assistant", text: "I will write to you.", toolCalls: [] },
      { role: "assistant", text: "", toolCalls: [{ id: late.runId, name: "look_up", input: { x: "A-1" } }] },
      { role: "tool", results: [{ id: late.runId, name: "look_up", result: '{"ok":true}' }] },
    ]);
    expect(await endLateTurn(late, await loadTurn(turnId), { ...result, text: "It is shipped." })).toEqual({
      saved: true,
    });
    expect(await repliesIn(conversationId)).toEqual(["I will write to you.", "It is shipped."]);
    expect((await endLateTurn(late, await loadTurn(turnId), { ...result, text: "Again." })).saved).toBe(false);
    expect(await openLateTurn(late, "inngest-run")).toEqual({ next: "skip" });
    // The message itself was answered by the earlier turn.
    expect(await openDurableTurn({ ...late, messageId }, "inngest-run")).toBeNull();
  });

  it("has one turn, even if it is opened many times concurrently", async () => {
    const { late } = await makeLate();
    const ids = await Promise.all(Array.from({ length: 8 }, () => openLate(late)));
    expect(new Set(ids).size).toBe(1);
  });

  it("does not count as the answer to a newer message, which gets a separate turn", async () => {
    const { late, chatId } = await makeLate();
    const newer = await say(chatId, "Hello?");
    const turnId = await openLate(late);
    expect((await loadTurn(turnId)).messageId).toBe(newer.messageId);
    expect(await openTurn(newer)).not.toBe(turnId);
  });

  it("waits while another turn runs, unless that turn's lease has expired", async () => {
    const { late, chatId } = await makeLate();
    const newer = await say(chatId, "Hello?", "chat");
    expect(await openLateTurn(late, "inngest-run")).toEqual({ next: "retry" });
    await db
      .update(turns)
      .set({ leaseUntil: new Date(0) })
      .where(eq(turns.id, newer.turnId ?? ""));
    expect((await openLateTurn(late, "inngest-run")).next).toBe("reply");
  });

  it.each([
    { how: "whose model knew it", ending: { trace: [answer] }, next: "skip" },
    {
      how: "whose model failed",
      ending: { trace: [{ ...answer, error: "No model." }], failure: "No model." },
      next: "reply",
    },
    { how: "that asked no model", ending: { trace: [] }, next: "reply" },
  ])("leads to $next if a turn that started right after it has answered $how", async ({ ending, next }) => {
    const { late, chatId } = await makeLate();
    const turnId = await openTurn(await say(chatId, "Any news?"));
    expect(await resultIn(turnId, late)).toBe('{"ok":true}');
    await endDurableTurn(await loadTurn(turnId), { ...result, text: "Yes.", ...ending });
    expect((await openLateTurn(late, "inngest-run")).next).toBe(next);
  });

  it("is delivered if the model of the turn that answered got a history without it", async () => {
    const { botId } = channel;
    await updateBot(workspace.ctx, { botId, behaviour: botBehaviour.parse({ history: { kind: "off" } }) });
    await publishBot(workspace.ctx, botId);
    const { late, chatId } = await makeLate();
    const turnId = await openTurn(await say(chatId, "Any news?"));
    expect(await resultIn(turnId, late)).toBeUndefined();
    await endDurableTurn(await loadTurn(turnId), { ...result, text: "No.", trace: [answer] });
    await updateBot(workspace.ctx, { botId, behaviour: botBehaviour.parse({ handOverOnFailure: false }) });
    await publishBot(workspace.ctx, botId);
    expect((await openLateTurn(late, "inngest-run")).next).toBe("reply");
  });

  it("is left to a turn that makes the same call again, which gets the result itself", async () => {
    const { late, chatId } = await makeLate();
    const turnId = await openTurn(await say(chatId, "Any news?"));
    await db.update(actionRuns).set({ turnId, detachedAt: null }).where(eq(actionRuns.id, late.runId));
    await reply(turnId, "It is shipped.");
    expect(await openLateTurn(late, "inngest-run")).toEqual({ next: "skip" });
  });

  it("is not in the history of a durable turn that started before it, and is delivered after that turn", async () => {
    const { key, late, chatId } = await makePromise();
    const turnId = await openTurn(await say(chatId, "Any news?"));
    expect(await resultIn(turnId, late)).toMatch(/^Still under way/);
    await finish(key);
    // Inngest loads the turn again for each of its steps.
    const loaded = await loadTurn(turnId);
    expect(await resultIn(turnId, late)).toMatch(/^Still under way/);
    await endDurableTurn(loaded, { ...result, text: "It takes a moment.", trace: [answer] });
    const { input } = await loadTurn(await openLate(late));
    expect(input.history.at(-1)).toMatchObject({ role: "tool", results: [{ result: '{"ok":true}' }] });
  });

  it("is delivered after a turn of the chat endpoint that was loaded before it", async () => {
    const { key, late, chatId } = await makePromise();
    const { turnId } = await say(chatId, "Any news?", "chat");
    const loaded = await loadTurn(turnId ?? "");
    await finish(key);
    await endDurableTurn(loaded, { ...result, text: "It takes a moment.", trace: [answer] });
    expect((await openLateTurn(late, "inngest-run")).next).toBe("reply");
  });

  it("is requested again when a newer message overtook the turn that delivers it", async () => {
    const { late, chatId, conversationId } = await makeLate();
    const first = await openLate(late);
    const newer = await say(chatId, "Hello?");
    events.sent.length = 0;
    expect(await endLateTurn(late, await loadTurn(first), { ...result, text: "It is shipped." })).toEqual({
      saved: false,
    });
    expect(events.sent).toMatchObject([{ name: "conversation/action.ended", data: late }]);
    const second = await openLate(late);
    expect(await loadTurn(second)).toMatchObject({ turnId: first, messageId: newer.messageId });
    expect(await endLateTurn(late, await loadTurn(second), { ...result, text: "It is shipped." })).toEqual({
      saved: true,
    });
    expect((await repliesIn(conversationId)).at(-1)).toBe("It is shipped.");
  });

  it.each(["handed over", "deleted", "of another workspace"])(
    "is not delivered when the conversation is %s",
    async (how) => {
      const { late, conversationId } = await makeLate();
      const ofConversation = eq(conversations.id, conversationId);
      if (how === "handed over") await db.update(conversations).set({ handledBy: "person" }).where(ofConversation);
      if (how === "deleted") await db.delete(conversations).where(ofConversation);
      const foreign = how === "of another workspace" ? { workspaceId: "ws_other" } : {};
      expect(await openLateTurn({ ...late, ...foreign }, "inngest-run")).toEqual({ next: "skip" });
    },
  );

  it("is the bot's last message when the call itself stopped the dialogue", async () => {
    const { late, conversationId } = await makeLate({ stopAfterCall: true });
    const turnId = await openLate(late);
    expect(await endLateTurn(late, await loadTurn(turnId), { ...result, text: "It is shipped." })).toEqual({
      saved: true,
    });
    const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
    expect(row?.handledBy).toBe("person");
    // After a take-over by an employee the result is not delivered, even with `stopAfterCall`.
    const other = await makeLate({ stopAfterCall: true });
    await db.update(conversations).set({ handedOverTurnId: null }).where(eq(conversations.id, other.conversationId));
    expect(await openLateTurn(other.late, "inngest-run")).toEqual({ next: "skip" });
  });

  it("is replaced by the fallback text when it cannot be delivered", async () => {
    const { late, conversationId } = await makeLate();
    await giveUpLateTurn(late, "inngest-run", "It failed again and again.");
    await giveUpLateTurn(late, "inngest-run", "It failed again and again.");
    expect(await repliesIn(conversationId)).toHaveLength(2);
  });
});

describe("A running call", () => {
  it("is left to a later turn when the turn that waits for it is lost", async () => {
    const received = await say("lost-turn");
    const turnId = await openTurn(received);
    const { workspaceId, botId } = channel;
    const place = { workspaceId, botId, conversationId: received.conversationId, turnId };
    const key = await queueRun(definitionOf([waitStep(3600)]), {}, place);
    await runStep(key, 1);
    await db
      .update(turns)
      .set({ host: "chat", leaseUntil: new Date(0) })
      .where(eq(turns.id, turnId));
    await rescueTurns(["chat"]);
    const [run] = await db.select().from(actionRuns).where(eq(actionRuns.id, key.runId));
    expect(run?.detachedAt).not.toBeNull();
  });

  it("is in the history of later turns, so that they do not repeat it", async () => {
    const received = await say("under-way");
    const turnId = await openTurn(received);
    const { workspaceId, botId } = channel;
    const { conversationId } = received;
    const place = { workspaceId, botId, conversationId, turnId };
    const key = await queueRun(definitionOf([waitStep(3600)]), { x: "A-1" }, place);
    const inner = await queueRun(
      definitionOf([webhookStep(`${target.url}/x`)]),
      {},
      { ...place, parentRunId: key.runId },
    );
    await runStep(key, 1);
    await finish(inner);
    const history = async () => (await loadTurn(await openTurn(next))).input.history;
    await reply(turnId, "I will write to you.");
    let next = await say("under-way", "Any news?");
    expect((await history()).map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    await detachRun(key);
    expect(await history()).toMatchObject([
      { role: "user" },
      { role: "assistant", toolCalls: [{ id: key.runId }] },
      {
        role: "tool",
        results: [{ result: expect.stringMatching(/^Still under way: it waits until 20.*call it again/) as unknown }],
      },
      { role: "assistant" },
      { role: "user" },
    ]);
    await failRun(key, "x");
    next = await say("under-way", "And now?");
    expect((await history())[2]).toMatchObject({ results: [{ result: "The call could not be carried out." }] });
  });
});
