import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { conversations, messages, turns } from "@/db/schema/conversations";
import { outbox } from "@/db/schema/outbox";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { createBot } from "@/server/bots/create-bot";
import { publishBot } from "@/server/bots/publish-bot";
import { updateBot } from "@/server/bots/update-bot";
import { createChannel } from "@/server/channels/create-channel";
import { findChannel } from "@/server/channels/get-channel";
import { receiveMessage } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { giveUpDurableTurn, openDurableTurn } from "./durable/durable-turn";
import { loadTurn } from "./context/load-turn";
import { rescueTurns } from "./durable/rescue-turns";
import type { TurnResult } from "./turn-result";
import { saveReplies } from "./replies/save-replies";

let workspace: TestWorkspace;
let botId: string;
let channel: { id: string; workspaceId: string; botId: string };

beforeAll(async () => {
  workspace = await makeWorkspace();
  ({ id: botId } = await createBot(workspace.ctx, { name: "Shop", templateId: "order-status" }));
  await publishBot(workspace.ctx, botId);
  const { id } = await createChannel(workspace.ctx, { botId, kind: "custom", name: "Messenger" });
  channel = await findChannel(workspace.ctx, id);
});

const answer: TurnResult = {
  text: "Shipped.",
  silent: false,
  trace: [],
  inputTokens: 1,
  outputTokens: 1,
  failure: null,
};

function say(chatId: string, text = "Where is my order?") {
  return receiveMessage(channel, { externalId: newId("event"), chatId, sender: "customer", text }, "durable");
}

async function openTurn(received: { conversationId: string; messageId: string }) {
  const turnId = await openDurableTurn({ workspaceId: workspace.workspaceId, ...pick(received) }, "inngest-run");
  if (turnId === null) throw new Error("no turn");
  return turnId;
}

function pick({ conversationId, messageId }: { conversationId: string; messageId: string }) {
  return { conversationId, messageId };
}

async function replies(conversationId: string) {
  const rows = await db
    .select()
    .from(messages)
    .where(eq(messages.conversationId, conversationId))
    .orderBy(messages.seq);
  return rows.filter((row) => row.sender === "ai").map((row) => row.text);
}

describe("Receiving", () => {
  it("stores a message once, even when copies arrive concurrently", async () => {
    const copy = { externalId: "same", chatId: "dup", sender: "customer", text: "Hi" } as const;
    const all = await Promise.all(Array.from({ length: 20 }, () => receiveMessage(channel, copy, "durable")));
    expect(new Set(all.map((r) => r.messageId)).size).toBe(1);
    expect(new Set(all.map((r) => r.conversationId)).size).toBe(1);
    expect(all.filter((r) => !r.duplicate)).toHaveLength(1);
    expect(all.flatMap((r) => r.events)).toHaveLength(1);
  });

  it("hands the conversation off when an employee writes", async () => {
    const { conversationId } = await say("employee");
    const written = {
      externalId: newId("event"),
      chatId: "employee",
      sender: "employee",
      text: "I take over",
    } as const;
    expect((await receiveMessage(channel, written, "durable")).events).toEqual([]);
    const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
    expect(row?.handledBy).toBe("person");
    expect((await say("employee")).events).toEqual([]);
  });
});

describe("Saving replies", () => {
  it("stores the reply, ends the turn and adds the delivery to the outbox", async () => {
    const received = await say("saved");
    const turnId = await openTurn(received);
    const { saved, events } = await saveReplies(await loadTurn(turnId), answer, newId("message"));
    expect(saved).toBe(true);
    expect(await replies(received.conversationId)).toEqual(["Shipped."]);
    const [event] = await db
      .select()
      .from(outbox)
      .where(eq(outbox.id, events[0]?.id ?? ""));
    expect(event?.name).toBe("delivery/requested");
    const [turn] = await db.select().from(turns).where(eq(turns.id, turnId));
    expect(turn).toMatchObject({ status: "completed", reason: null });
  });

  it("stores a reply once, even when it is called many times", async () => {
    const received = await say("twice");
    const turn = await loadTurn(await openTurn(received));
    const all = await Promise.all(Array.from({ length: 8 }, () => saveReplies(turn, answer, newId("message"))));
    expect(all.filter((end) => end.saved)).toHaveLength(1);
    expect(await replies(received.conversationId)).toEqual(["Shipped."]);
  });

  it("drops the turn when a newer customer message came", async () => {
    const first = await say("overtaken");
    const turnId = await openTurn(first);
    await say("overtaken", "And my other order?");
    expect(await saveReplies(await loadTurn(turnId), answer, newId("message"))).toEqual({
      saved: false,
      replies: [],
      events: [],
      isRecorded: false,
    });
    expect(await replies(first.conversationId)).toEqual([]);
    const [turn] = await db.select().from(turns).where(eq(turns.id, turnId));
    expect(turn?.status).toBe("dropped");
  });

  it("drops the turn when people took the conversation over", async () => {
    const received = await say("taken");
    const turnId = await openTurn(received);
    await db.update(conversations).set({ handledBy: "person" }).where(eq(conversations.id, received.conversationId));
    expect((await saveReplies(await loadTurn(turnId), answer, newId("message"))).saved).toBe(false);
  });

  it("never stores a reply after a newer message that was received concurrently", async () => {
    for (let round = 0; round < 25; round++) {
      const chatId = `race-${round}`;
      const first = await say(chatId);
      const turn = await loadTurn(await openTurn(first));
      const [end, second] = await Promise.all([saveReplies(turn, answer, newId("message")), say(chatId, "Newer")]);
      const rows = await db
        .select()
        .from(messages)
        .where(eq(messages.conversationId, first.conversationId))
        .orderBy(messages.seq);
      // A stored reply precedes the newer message, so the turn of that message sees it.
      const ids = rows.map((row) => (row.sender === "ai" ? "reply" : row.id));
      const { messageId: older } = first;
      const { messageId: newer } = second;
      expect(ids).toEqual(end.saved ? [older, "reply", newer] : [older, newer]);
    }
  });
});

describe("Opening a durable turn", () => {
  it("opens one turn per message, even when it is called concurrently", async () => {
    const received = await say("open");
    const ids = await Promise.all(Array.from({ length: 10 }, () => openTurn(received)));
    expect(new Set(ids).size).toBe(1);
  });

  it("does not answer an older message or one that was answered", async () => {
    const first = await say("older");
    const second = await say("older", "Newer");
    const { workspaceId } = workspace;
    expect(await openDurableTurn({ workspaceId, ...pick(first) }, "inngest-run")).toBeNull();
    const turnId = await openTurn(second);
    await saveReplies(await loadTurn(turnId), answer, newId("message"));
    expect(await openDurableTurn({ workspaceId, ...pick(second) }, "inngest-run")).toBeNull();
  });

  it("does not answer a message again that a failed turn answered with the fallback text", async () => {
    const received = await say("failed");
    const turnId = await openTurn(received);
    await saveReplies(await loadTurn(turnId), { ...answer, text: "Sorry.", failure: "No model." }, newId("message"));
    const { workspaceId } = workspace;
    expect(await openDurableTurn({ workspaceId, ...pick(received) }, "inngest-run")).toBeNull();
    await giveUpDurableTurn({ workspaceId, ...pick(received) }, "inngest-run", "It failed again and again.");
    expect(await replies(received.conversationId)).toEqual(["Sorry."]);
  });

  it("does not answer for another workspace", async () => {
    const received = await say("foreign");
    const other = await makeWorkspace();
    expect(await openDurableTurn({ workspaceId: other.workspaceId, ...pick(received) }, "inngest-run")).toBeNull();
  });
});

describe("The watchdog", () => {
  it("requests a durable turn once for each turn whose process crashed", async () => {
    const received = await receiveMessage(
      channel,
      { externalId: newId("event"), chatId: "died", sender: "customer", text: "Hi" },
      "chat",
    );
    if (received.turnId === null) throw new Error("no turn");
    expect(await rescueTurns()).toEqual([]);
    await db
      .update(turns)
      .set({ leaseUntil: new Date(0) })
      .where(eq(turns.id, received.turnId));
    const [first, second] = await Promise.all([rescueTurns(), rescueTurns()]);
    expect([...first, ...second]).toMatchObject([{ data: { messageId: received.messageId } }]);
    expect(await openTurn(received)).not.toBe(received.turnId);
  });
});

describe("Loading a turn", () => {
  it("uses the published version instead of the draft and fills in the instruction's variables", async () => {
    await updateBot(workspace.ctx, { botId, instruction: "You serve {client_name} from {city}. {unknown}" });
    const before = await loadTurn(await openTurn(await say("published")));
    expect(before.input.instruction).toContain("You are Shop");
    await publishBot(workspace.ctx, botId);
    const received = await receiveMessage(
      channel,
      {
        externalId: newId("event"),
        chatId: "vars",
        sender: "customer",
        text: "Hi",
        clientName: "Ada",
        placeholders: { city: "Kyiv" },
      },
      "durable",
    );
    const turn = await loadTurn(await openTurn(received));
    expect(turn.input.instruction).toBe("You serve Ada from Kyiv. {unknown}");
  });

  it("leaves messages that did not reach the customer out of the history", async () => {
    const received = await say("history");
    await saveReplies(await loadTurn(await openTurn(received)), answer, newId("message"));
    const next = await say("history", "Hello?");
    const turn = await loadTurn(await openTurn(next));
    expect(turn.input.history.map((m) => m.role)).toEqual(["user", "user"]);
    await db
      .update(messages)
      .set({ delivery: "delivered" })
      .where(eq(messages.conversationId, received.conversationId));
    const again = await loadTurn(turn.turnId);
    expect(again.input.history.map((m) => m.role)).toEqual(["user", "assistant", "user"]);
  });
});
