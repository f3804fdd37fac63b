import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { channels, conversations, messages, turns } from "@/db/schema/conversations";
import { heartbeats } from "@/db/schema/outbox";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { elapse } from "@/db/testing/lost-work";
import { createBot } from "@/server/bots/create-bot";
import { publishBot } from "@/server/bots/publish-bot";
import { createChannel } from "@/server/channels/create-channel";
import { findChannel } from "@/server/channels/get-channel";
import { handOff } from "@/server/conversations/answering/hand-off";
import { type Received, receiveMessage } from "@/server/conversations/receive-message";
import { takeBack } from "@/server/conversations/answering/take-back";
import { newId } from "@/server/ids";
import { noteHeartbeat } from "@/server/outbox/heartbeat";
import { keepDurableLease } from "./durable-lease";
import { endDurableTurn, openDurableTurn } from "./durable-turn";
import { loadTurn } from "../context/load-turn";
import { requestLostAnswers } from "./request-lost-answers";
import { rescueTurns } from "./rescue-turns";
import type { TurnResult } from "../turn-result";

let workspace: TestWorkspace;
let channel: { id: string; workspaceId: string; botId: string };

beforeAll(async () => {
  workspace = await makeWorkspace();
  const { id: botId } = await createBot(workspace.ctx, { name: "Shop", templateId: "order-status" });
  await publishBot(workspace.ctx, botId);
  const { id } = await createChannel(workspace.ctx, { botId, kind: "custom", name: "Messenger" });
  channel = await findChannel(workspace.ctx, id);
});

beforeEach(async () => {
  await db.delete(conversations).where(eq(conversations.workspaceId, workspace.workspaceId));
});

const result: TurnResult = {
  text: "Shipped.",
  silent: false,
  trace: [],
  inputTokens: 1,
  outputTokens: 1,
  failure: null,
};

/** Receives a message without dispatching its event. */
function say(chatId: string, changes: { sender?: "employee"; how?: "chat" } = {}): Promise<Received> {
  const { sender = "customer", how = "durable" } = changes;
  return receiveMessage(channel, { externalId: newId("event"), chatId, sender, text: "Where is it?" }, how);
}

function due({ conversationId, messageId }: Received) {
  return { workspaceId: workspace.workspaceId, conversationId, messageId };
}

/** Runs one sweep. @returns The ids of the messages whose answers it requests. */
async function requested(): Promise<unknown[]> {
  return (await requestLostAnswers()).map(({ data }) => data["messageId"]);
}

async function checkOf({ conversationId }: Received): Promise<Date | null | undefined> {
  const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
  return row?.answerCheckAt;
}

async function answer(received: Received, changes: Partial<TurnResult> = {}): Promise<void> {
  const turnId = await openDurableTurn(due(received), "inngest-run");
  await endDurableTurn(await loadTurn(turnId ?? ""), { ...result, ...changes });
}

describe("The sweep requests an answer again", () => {
  it("for a message that has waited five minutes, once, even if two sweeps run concurrently", async () => {
    const received = await say("lost");
    await elapse(4);
    expect(await requested()).toEqual([]);
    await elapse(2);
    expect((await Promise.all([requested(), requested()])).flat()).toEqual([received.messageId]);
    expect(await requested()).toEqual([]);
  });

  it("at growing intervals, and no longer after a day", async () => {
    const received = await say("hopeless");
    const waits: number[] = [];
    let requests = 0;
    for (let check = await checkOf(received); check; check = await checkOf(received)) {
      const minutes = (check.getTime() - Date.now()) / 60_000;
      waits.push(Math.round(minutes));
      await elapse(minutes + 0.01);
      requests += (await requested()).length;
    }
    expect(waits.slice(0, 7)).toEqual([5, 5, 10, 20, 40, 60, 60]);
    // The last check finds that the message is too old.
    expect(requests).toBe(waits.length - 1);
    expect(requests).toBeLessThan(30);
  });

  it("only for the customer's newest message", async () => {
    await say("two");
    const { messageId } = await say("two");
    await elapse(6);
    expect(await requested()).toEqual([messageId]);
  });

  it("if a turn of the chat endpoint crashed and the event of its rescue was lost", async () => {
    const received = await say("streamed", { how: "chat" });
    await elapse(6);
    expect(await requested()).toEqual([]);
    expect(await rescueTurns()).toHaveLength(1);
    await elapse(6);
    expect(await requested()).toEqual([received.messageId]);
  });
});

describe("The sweep requests no answer", () => {
  it("for a message that was answered, with or without a reply", async () => {
    const spoken = await say("spoken");
    const silent = await say("silent");
    await answer(spoken);
    await answer(silent, { text: "", silent: true });
    expect([await checkOf(spoken), await checkOf(silent)]).toEqual([null, null]);
    await elapse(6);
    expect(await requested()).toEqual([]);
  });

  it("while a turn is answering the message", async () => {
    const received = await say("under-way");
    await elapse(6);
    await openDurableTurn(due(received), "inngest-run");
    expect(await requested()).toEqual([]);
    await elapse(4);
    expect(await requested()).toEqual([]);
  });

  it("while people have the conversation or after they give it back", async () => {
    const { conversationId } = await say("handed-over");
    const scope = { workspaceId: workspace.workspaceId, conversationId };
    await handOff({ ...scope, cause: "manual", reason: "Mine.", turnId: null });
    await elapse(6);
    expect(await requested()).toEqual([]);
    await takeBack({ ...scope, by: { actor: "system" } });
    expect(await requested()).toEqual([]);
  });

  it("if an employee has answered or the conversation was closed", async () => {
    const answered = await say("answered");
    await say("answered", { sender: "employee" });
    await db.update(conversations).set({ handledBy: "bot" }).where(eq(conversations.id, answered.conversationId));
    const closed = await say("closed");
    await db.update(conversations).set({ status: "closed" }).where(eq(conversations.id, closed.conversationId));
    await elapse(6);
    expect(await requested()).toEqual([]);
  });

  it("in a disabled channel until the channel is enabled", async () => {
    const { messageId } = await say("disabled");
    await db.update(channels).set({ enabled: false }).where(eq(channels.id, channel.id));
    await elapse(6);
    expect(await requested()).toEqual([]);
    await db.update(channels).set({ enabled: true }).where(eq(channels.id, channel.id));
    await elapse(10);
    expect(await requested()).toEqual([messageId]);
  });
});

describe("A second Inngest run for a message", () => {
  it("leaves the turn to the first, which may open it again", async () => {
    const received = await say("twice");
    const turnId = await openDurableTurn(due(received), "first");
    expect(await openDurableTurn(due(received), "second")).toBeNull();
    expect(await openDurableTurn(due(received), "first")).toBe(turnId);
  });
});

describe("A durable turn whose lease has expired", () => {
  it("is replaced by a new turn a limited number of times, and then the fallback text is sent", async () => {
    const received = await say("poison");
    let rescued = 0;
    for (let round = 1; round <= 12; round += 1) {
      await openDurableTurn(due(received), `run-${round}`);
      await elapse(6);
      rescued += (await rescueTurns(["durable"])).length;
    }
    expect(rescued).toBe(7);
    const all = await db.select().from(turns).where(eq(turns.conversationId, received.conversationId));
    expect(all.map(({ status }) => status)).toEqual(Array(8).fill("failed"));
    const rows = await db.select().from(messages).where(eq(messages.conversationId, received.conversationId));
    expect(rows.filter(({ sender }) => sender === "ai")).toHaveLength(1);
  });

  it("is not a slow turn: a step that starts after the first minute renews the lease", async () => {
    const received = await say("slow");
    const turnId = (await openDurableTurn(due(received), "run")) ?? "";
    const leaseLeft = async () => {
      const [turn] = await db.select().from(turns).where(eq(turns.id, turnId));
      return Math.round(((turn?.leaseUntil.getTime() ?? 0) - Date.now()) / 60_000);
    };
    const fresh = keepDurableLease(await loadTurn(turnId));
    await elapse(4);
    // This turn was loaded within its first minute, so its step does not renew the lease.
    expect(await fresh(() => Promise.resolve("done"))).toBe("done");
    expect(await leaseLeft()).toBe(1);
    await keepDurableLease(await loadTurn(turnId))(() => Promise.resolve());
    await expect.poll(leaseLeft).toBe(5);
    await elapse(4);
    expect(await rescueTurns(["durable"])).toEqual([]);
    expect(await requested()).toEqual([]);
  });

  it("is not rescued together with turns of the chat endpoint", async () => {
    const received = await say("durable");
    await openDurableTurn(due(received), "run");
    await elapse(6);
    expect(await rescueTurns()).toEqual([]);
  });
});

describe("The heartbeat", () => {
  it("is steady only after durable functions have run for minutes without a gap", async () => {
    await db.delete(heartbeats);
    expect(await noteHeartbeat()).toBe(false);
    await elapse(4);
    expect(await noteHeartbeat()).toBe(true);
    await db.update(heartbeats).set({ at: sql`now() - interval '10 minutes'` });
    expect(await noteHeartbeat()).toBe(false);
    await elapse(4);
    expect(await noteHeartbeat()).toBe(true);
  });
});

describe("The work that the sweep looks for", () => {
  it.each([
    ["conversations", "answer_check_at < now() and handled_by = 'bot' and status = 'open'", "answer_check_at"],
    ["action_runs", "check_at < now()", "check_at"],
    ["table_imports", "status = 'importing' and check_at < now()", "check_at"],
    ["notifications", "check_at < now()", "check_at"],
  ])("is found in %s by a dedicated index", async (table, condition, order) => {
    const plan = await db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      await tx.execute(sql`set local enable_bitmapscan = off`);
      const query = `explain select id from ${table} where ${condition} order by ${order} limit 10`;
      return tx.execute<{ "QUERY PLAN": string }>(sql.raw(query));
    });
    const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
    expect(text).toMatch(/Index Scan using \w+_check on/);
    expect(text).not.toContain("Sort");
  });
});
