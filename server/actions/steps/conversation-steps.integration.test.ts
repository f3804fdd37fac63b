import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { conversations, messages } from "@/db/schema/conversations";
import { notifications } from "@/db/schema/notifications";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { createBot } from "@/server/bots/create-bot";
import { publishBot } from "@/server/bots/publish-bot";
import { makeConversation, makeCustomChannel, type TestChannel } from "@/server/channels/custom/testing/fixtures";
import { DomainError } from "@/server/errors";
import { checkDefinition } from "../definition/check-definition";
import type { ActionStep } from "@/server/schemas/action-definition";
import { getRun } from "../history/get-run";
import { runStep } from "../runs/run-action";
import { definitionOf, finish, queueRun, run } from "../testing/fixtures";
import { stepKinds } from "./registry";

const inngest = await startEventEndpoint();

let channel: TestChannel;
let scope: { workspaceId: string; conversationId: string };
beforeEach(async () => {
  channel = await makeCustomChannel();
  scope = await makeConversation(channel);
  inngest.sent.length = 0;
});

async function conversation() {
  const [row] = await db.select().from(conversations).where(eq(conversations.id, scope.conversationId));
  return row;
}

function messagesSent() {
  return db.select().from(messages).where(eq(messages.conversationId, scope.conversationId)).orderBy(messages.seq);
}

/** Runs steps in the conversation like a call by a turn; `with` changes the definition. */
async function runHere(steps: ActionStep[], values = {}, changes: { with?: object; turnId?: string } = {}) {
  const { turnId = "trn_1" } = changes;
  const { ctx, ...key } = await queueRun(definitionOf(steps, changes.with), values, { ...scope, turnId });
  const outcome = await finish(key);
  return { outcome, key, steps: (await getRun(ctx, key.runId)).steps };
}

const secret = { constants: [{ secret: true, name: "key", value: "hush-hush-123" }] };

function faultsOf(steps: ActionStep[], changes: object = {}) {
  try {
    checkDefinition(definitionOf(steps, changes));
  } catch (error) {
    if (error instanceof DomainError) return error.details;
    throw error;
  }
  return [];
}

describe("set_variables", () => {
  const set = (value: string, name = "city"): ActionStep => ({
    kind: "set_variables",
    name: "remember",
    values: [{ name, value }],
  });

  it("stores values in the conversation for later steps", async () => {
    const steps: ActionStep[] = [
      set("{{args.x}}"),
      { kind: "send_message", name: "say", content: { type: "text", text: "To {{variables.city}}!" } },
    ];
    const { outcome, steps: done } = await runHere(steps, { x: "Kyiv" });
    expect(outcome).toMatchObject({ status: "succeeded", result: "Said to the customer: To Kyiv!" });
    expect((await conversation())?.variables).toEqual({ city: "Kyiv" });
    expect(done[0]?.output).toMatchObject({ summary: "Set city = Kyiv.", body: { city: "Kyiv" } });
  });

  it("keeps the type of a value that is a single reference, and renders others as text", async () => {
    const list = { arguments: [{ name: "x", description: "", type: "list", required: true }] };
    await runHere(
      [set("{{args.x}}"), set("- {{args.x}} -", "text"), set("{{variables.nobody}}", "none")].map(named),
      {
        x: ["a", "b"],
      },
      { with: list },
    );
    expect((await conversation())?.variables).toEqual({ city: ["a", "b"], text: "- a,b -" });
  });

  it("sets values for later steps even outside of a conversation, where nothing is stored", async () => {
    const steps: ActionStep[] = [
      set("{{args.x}}"),
      { kind: "send_message", name: "say", content: { type: "text", text: "To {{variables.city}}!" } },
    ];
    const { outcome, seen } = await run(definitionOf(steps), { x: "Kyiv" });
    expect(outcome.status).toBe("succeeded");
    expect(seen.steps.map(({ output }) => output.summary)).toEqual(["Would set city = Kyiv.", "Would say: To Kyiv!"]);
  });

  it("rejects duplicate variables, secrets and unknown names when it is saved", () => {
    const values = [
      { name: "a", value: "1" },
      { name: "a", value: "2" },
    ];
    const twice: ActionStep = { kind: "set_variables", name: "remember", values };
    expect(faultsOf([twice])).toMatchObject([{ path: ["steps", 0, "values", 1, "name"] }]);
    expect(faultsOf([set("{{constants.key}}")], secret)).toEqual([
      {
        path: ["steps", 0, "values", 0, "value"],
        message: 'The constant "key" is a secret, and this text can be seen. Take {{constants.key}} out.',
      },
    ]);
    expect(faultsOf([set("{{args.nobody}}")])).toMatchObject([{ path: ["steps", 0, "values", 0, "value"] }]);
  });

  it("does not change a variable when its value was left out", async () => {
    const before: ActionStep = { ...set("Kyiv"), name: "before" };
    const { steps: done } = await runHere([before, set("{{args.x}}")]);
    expect((await conversation())?.variables).toEqual({ city: "Kyiv" });
    expect(done.at(-1)?.output).toMatchObject({ summary: "city stays as it was: its value was left out." });
  });

  it("fails for a value that is too long to store", async () => {
    const { outcome } = await runHere([set("{{args.x}}")], { x: "y".repeat(30_000) });
    expect(outcome).toMatchObject({ status: "failed", result: expect.stringContaining("longer than 20000") });
    expect((await conversation())?.variables).toEqual({});
  });
});

describe("hand_over", () => {
  const give = (reason: string): ActionStep => ({ kind: "hand_over", name: "give", reason });

  it("hands the conversation over in the turn's name, and notifies people once", async () => {
    const { outcome, key } = await runHere([give("Order {{args.x}} is lost.")], { x: "A-1" });
    expect(outcome).toMatchObject({ status: "succeeded", result: expect.stringContaining("a person has this") });
    expect(await conversation()).toMatchObject({
      handledBy: "person",
      handedOverCause: "action",
      handedOverReason: "Order A-1 is lost.",
      handedOverTurnId: "trn_1",
    });
    await runStep(key, 1);
    const notified = await db.select().from(notifications).where(eq(notifications.workspaceId, scope.workspaceId));
    expect(notified).toMatchObject([{ kind: "person_called", body: "Order A-1 is lost.", botId: channel.botId }]);
  });

  it("notifies people once when the step is repeated after a crash", async () => {
    const step = give("");
    const context = { ...scope, botId: channel.botId, turnId: "trn_1", runId: "run_1", position: 1, depth: 0 };
    const values = { args: {}, constants: {}, secrets: {}, variables: {}, steps: {}, callback: {} };
    const once = () => stepKinds.hand_over.run(step, { ...context, isDraft: false, values, callId: "run_1-1" });
    await Promise.all([once(), once(), once()]);
    const notified = await db.select().from(notifications).where(eq(notifications.workspaceId, scope.workspaceId));
    expect(notified).toHaveLength(1);
    expect((await conversation())?.handedOverReason).toBe("An action of the bot gave the conversation to people.");
  });

  it("reports what it would do outside of a conversation, and rejects secrets", async () => {
    const { seen } = await run(definitionOf([give("{{args.x}}")]), { x: "Why" });
    expect(seen.steps[0]?.output.summary).toBe("Would give the conversation to people. Reason: Why");
    expect(faultsOf([give("{{constants.key}}")], secret)).toMatchObject([{ path: ["steps", 0, "reason"] }]);
  });
});

describe("switch_bot", () => {
  const to = (botId: string | null): ActionStep => ({ kind: "switch_bot", name: "switch", botId });

  async function addBot(published: boolean): Promise<string> {
    const { id } = await createBot(channel.ctx, { name: "Sales", templateId: null });
    if (published) await publishBot(channel.ctx, id);
    return id;
  }

  it("lets another bot answer, and then the channel's own bot again", async () => {
    const sales = await addBot(true);
    const { outcome } = await runHere([to(sales)]);
    expect(outcome).toMatchObject({ status: "succeeded", result: expect.stringContaining("Sales answers") });
    expect(await conversation()).toMatchObject({ botId: sales, botTurnId: "trn_1" });
  });

  it("fails with a clear error when the bot was never published or no longer exists", async () => {
    const { outcome } = await runHere([to(await addBot(false))]);
    expect(outcome).toMatchObject({ status: "failed", result: expect.stringContaining("never been published") });
    expect((await runHere([to("bot_gone")])).outcome).toMatchObject({ status: "failed" });
    expect((await conversation())?.botId).toBe(channel.botId);
  });

  it("reports what it would do outside of a conversation", async () => {
    const sales = await addBot(false);
    const { workspaceId } = scope;
    const { ctx, ...key } = await queueRun(definitionOf([to(sales)]), {}, { workspaceId });
    await finish(key);
    expect((await getRun(ctx, key.runId)).steps[0]?.output.summary).toBe("Would switch to Sales.");
    expect((await run(definitionOf([to(null)]))).seen.steps[0]?.output.summary).toContain("channel's own bot");
  });

  it("rejects the bot itself and bots that do not exist when it is saved", async () => {
    const draft = { workspaceId: scope.workspaceId, botId: channel.botId };
    const check = (botId: string | null) => stepKinds.switch_bot.checkDraft(to(botId), draft);
    expect(await check(null)).toEqual([]);
    expect(await check(await addBot(false))).toEqual([]);
    expect(await check(channel.botId)).toMatchObject([{ path: ["botId"] }]);
    expect(await check("bot_gone")).toMatchObject([{ path: ["botId"], message: expect.stringContaining("no longer") }]);
    const elsewhere = await makeCustomChannel();
    expect(await check(elsewhere.botId)).toHaveLength(1);
  });
});

describe("send_message", () => {
  const say = (text: string): ActionStep => ({ kind: "send_message", name: "say", content: { type: "text", text } });

  it("sends the text while the run is in progress", async () => {
    const { outcome, key } = await runHere([say("Hello {{args.x}}, one moment."), say("Done.")].map(named), {
      x: "Ada",
    });
    expect(outcome).toMatchObject({ status: "succeeded", result: "Said to the customer: Done." });
    expect(await messagesSent()).toMatchObject([
      { sender: "ai", text: "Hello Ada, one moment.", delivery: "pending", stepCallId: `${key.runId}-1` },
      { text: "Done.", stepCallId: `${key.runId}-2` },
    ]);
    expect(inngest.sent.filter(({ name }) => name === "delivery/requested")).toHaveLength(2);
  });

  it("fails with a reason when people have the conversation", async () => {
    await db.update(conversations).set({ handledBy: "person" }).where(eq(conversations.id, scope.conversationId));
    expect((await runHere([say("Hi")])).outcome).toMatchObject({
      status: "failed",
      result: "People have the conversation now, so nothing was sent.",
    });
    expect(await messagesSent()).toEqual([]);
  });

  it("still sends a message of the turn that handed the conversation over", async () => {
    const give: ActionStep = { kind: "hand_over", name: "give", reason: "" };
    expect((await runHere([give, say("A colleague will answer.")])).outcome.status).toBe("succeeded");
    expect(await messagesSent()).toMatchObject([{ text: "A colleague will answer." }]);
  });

  it("does not send an empty or too long message, and rejects secrets", async () => {
    expect((await runHere([say("{{args.x}}")])).outcome).toMatchObject({
      status: "failed",
      result: "The message came out empty, so nothing was sent.",
    });
    expect((await runHere([say("{{args.x}}")], { x: "y".repeat(20_001) })).outcome.status).toBe("failed");
    expect(await messagesSent()).toEqual([]);
    expect(faultsOf([say("Key: {{constants.key}}")], secret)).toMatchObject([
      { path: ["steps", 0, "content", "text"] },
    ]);
  });
});

/** Gives each step of an action a unique name. */
function named(step: ActionStep, index: number): ActionStep {
  return { ...step, name: `${step.name}_${index}` };
}
