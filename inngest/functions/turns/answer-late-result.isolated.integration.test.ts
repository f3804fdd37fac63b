import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { messages, turns } from "@/db/schema/conversations";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { makeWorkspace } from "@/db/testing/factories";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { answerCallback } from "@/server/actions/steps/callback/answer-callback";
import { callbackStep, givingStep } from "@/server/actions/testing/steps";
import { startTargetServer, type TargetServer } from "@/server/actions/testing/target-server";
import { publishBot } from "@/server/bots/publish-bot";
import { addAction, makeBot } from "@/server/bots/testing/asking-bots";
import { createChannel } from "@/server/channels/create-channel";
import { findChannel } from "@/server/channels/get-channel";
import { updateChannel } from "@/server/channels/update-channel";
import { receiveMessage } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { dispatch } from "@/server/outbox/outbox";
import { chatHost } from "@/server/turn/chat/chat-host";
import { loadTurn } from "@/server/turn/context/load-turn";
import { runTurn } from "@/server/turn/run-turn";
import { saveReplies } from "@/server/turn/replies/save-replies";
import type { ServiceContext } from "@/server/service-context";

await startDurableFunctions(() => Promise.resolve(new Response(null, { status: 404 })));
const receiver = await startWebhookReceiver();
let target: TargetServer;
let ctx: ServiceContext;
let botId: string;

beforeEach(async () => {
  receiver.reset();
  target = await startTargetServer();
  ({ ctx } = await makeWorkspace());
  botId = await makeBot(ctx, "Shop");
  await addAction(ctx, botId, [givingStep(`${target.url}/order`), callbackStep({ timeoutSeconds: 3600 })]);
  await publishBot(ctx, botId);
});

async function makeChannel(kind: "custom" | "web") {
  const { id } = await createChannel(ctx, { botId, kind, name: "Shop" });
  if (kind === "custom") await updateChannel(ctx, { channelId: id, custom: { webhookUrl: `${receiver.origin}/hook` } });
  return findChannel(ctx, id);
}

const QUESTION = { chatId: "c-1", sender: "customer", text: "Where is my order A-1042?" } as const;
const PROMISE =
  "Still under way: it waits for an answer from another system. The result will follow as soon as it is there.";

/** Calls the callback address that the system received. */
async function callBack(body: string): Promise<number> {
  const { callback } = z.object({ callback: z.url() }).parse(JSON.parse(target.received[0]?.body ?? ""));
  const answer = await answerCallback(
    new Request(callback, { method: "POST", body, headers: { "content-type": "application/json" } }),
    callback.split("/").at(-1) ?? "",
  );
  return answer.status;
}

function stored(conversationId: string) {
  return db.select().from(messages).where(eq(messages.conversationId, conversationId)).orderBy(asc(messages.seq));
}

async function repliesIn(conversationId: string): Promise<string[]> {
  return (await stored(conversationId)).flatMap(({ sender, text }) => (sender === "ai" ? [text] : []));
}

describe("A result that takes longer than its turn", () => {
  it("reaches the customer of a custom channel in a separate message", async () => {
    const channel = await makeChannel("custom");
    const { conversationId, events } = await receiveMessage(channel, { ...QUESTION, externalId: "m-1" }, "durable");
    await dispatch(events);
    const sent = () => receiver.requests.flatMap(({ body }) => body.new_messages.map(({ text }) => text));
    await expect.poll(sent, { timeout: 20_000 }).toEqual([PROMISE]);
    expect(await callBack('{"place":"Lyon"}')).toBe(200);
    await expect.poll(sent, { timeout: 20_000 }).toEqual([PROMISE, "Place: Lyon."]);
    const turnRows = await db
      .select()
      .from(turns)
      .where(eq(turns.conversationId, conversationId))
      .orderBy(asc(turns.id));
    expect(turnRows).toMatchObject([
      { status: "completed", actionRunId: null, trace: [{ kind: "model" }, { status: "waiting" }, { kind: "model" }] },
      { status: "completed", actionRunId: expect.stringMatching(/^run_/) as unknown, trace: [{ kind: "model" }] },
    ]);
  });

  it("reaches the customer of a chat page after the turn has ended", async () => {
    const channel = await makeChannel("web");
    const { conversationId, turnId } = await receiveMessage(channel, { ...QUESTION, externalId: "m-1" }, "chat");
    const turn = await loadTurn(turnId ?? "");
    const viewer = { text: () => {}, nextText: () => {}, working: () => {}, waiting: () => {} };
    const result = await runTurn(turn.input, chatHost(turn, viewer, { suspendedMs: 0 }));
    await dispatch((await saveReplies(turn, result, newId("message"))).events);
    expect(await callBack('{"place":"Lyon"}')).toBe(200);
    await expect.poll(() => repliesIn(conversationId), { timeout: 20_000 }).toEqual([PROMISE, "Place: Lyon."]);
    expect((await stored(conversationId)).map(({ delivery }) => delivery)).toEqual(["none", "none", "none"]);
  });

  it("is sent after the answer of a turn that is running", async () => {
    const channel = await makeChannel("web");
    const first = await receiveMessage(channel, { ...QUESTION, externalId: "m-1" }, "chat");
    const turn = await loadTurn(first.turnId ?? "");
    const viewer = { text: () => {}, nextText: () => {}, working: () => {}, waiting: () => {} };
    const result = await runTurn(turn.input, chatHost(turn, viewer, { suspendedMs: 0 }));
    // The result arrives before the turn that promised it is saved.
    expect(await callBack('{"place":"Lyon"}')).toBe(200);
    await saveReplies(turn, result, newId("message"));
    await expect.poll(() => repliesIn(first.conversationId), { timeout: 20_000 }).toEqual([PROMISE, "Place: Lyon."]);
  });
});
