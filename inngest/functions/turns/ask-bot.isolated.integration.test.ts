import { asc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { actions, bots } from "@/db/schema/bots";
import { conversations, messages } from "@/db/schema/conversations";
import { makeWorkspace } from "@/db/testing/factories";
import { awaitRun } from "@/server/actions/runs/await-run";
import { checkDefinition } from "@/server/actions/definition/check-definition";
import { requestRun } from "@/server/actions/runs/create-run";
import type { ActionStep } from "@/server/schemas/action-definition";
import type { ConstantInput } from "@/server/actions/definition/definition-input";
import type { StepOutput } from "@/server/schemas/step-output";
import { webhookStep } from "@/server/actions/testing/fixtures";
import { startTargetServer, type TargetServer } from "@/server/actions/testing/target-server";
import { deleteBot } from "@/server/bots/delete-bot";
import { publishBot } from "@/server/bots/publish-bot";
import { addAction, askStep, makeBot } from "@/server/bots/testing/asking-bots";
import { updateBot } from "@/server/bots/update-bot";
import { createChannel } from "@/server/channels/create-channel";
import { receiveMessage } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { dispatch } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import { type CarriedOut, startBreakableFunctions } from "@/db/testing/breakable-functions";

const line = await startBreakableFunctions();
let target: TargetServer;
let ctx: ServiceContext;
beforeEach(async () => {
  ({ ctx } = await makeWorkspace());
  target = await startTargetServer();
  target.on("/find", { headers: { "content-type": "application/json" }, body: '{"place":"Lyon"}' });
  line.losesResult = () => false;
  line.carriedOut.length = 0;
});

describe("A bot that asks another bot", () => {
  it("gives its customer what the other bot found out with an action", async () => {
    const { orders, stock } = await makeChain();
    const { text, conversationId } = await askInChannel(orders, "Where is order A-1042?");
    expect(text).toBe("Place: Lyon.");
    expect(target.received.map(({ url }) => url)).toEqual(["/find?order=A-1042"]);
    const [run, inner] = await runsOf();
    expect(run).toMatchObject({ botId: orders, depth: 0, parentRunId: null, isDraft: false, status: "succeeded" });
    expect(inner).toMatchObject({ botId: stock, depth: 1, parentRunId: run?.id, conversationId, turnId: run?.turnId });
    expect(await outputOf(run?.id)).toMatchObject({
      status: "succeeded",
      output: {
        summary: "Asked Stock: Where is order A-1042?",
        body: "Place: Lyon.",
        forBot: "Place: Lyon.",
        error: null,
        trace: [
          { kind: "model", toolCalls: [{ name: "ask_around" }] },
          { kind: "action", runId: inner?.id, status: "succeeded", result: '{"place":"Lyon"}' },
          { kind: "model", text: "Place: Lyon." },
        ],
      },
    });
  });

  it("passes the answer to later steps", async () => {
    const { stock } = await makeChain();
    const orders = await makeBot(ctx, "Front");
    const later = webhookStep(`${target.url}/note?text={{steps.ask.body}}`, { name: "note" });
    expect(await run(orders, [askStep(stock), later])).toMatchObject({ status: "succeeded" });
    expect(target.received.map(({ url }) => url)).toEqual(["/find?order=A-1042", "/note?text=Place%3A%20Lyon."]);
  });

  it("can be asked by a third bot", async () => {
    const { orders } = await makeChain();
    const front = await makeBot(ctx, "Front");
    expect(await run(front, [askStep(orders)])).toMatchObject({ status: "succeeded", result: "Place: Lyon." });
    expect((await runsOf()).map(({ depth, botId }) => [depth, botId === front])).toEqual([
      [0, true],
      [1, false],
      [2, false],
    ]);
    expect(target.received).toHaveLength(1);
  });

  it("asks the draft if it runs as a draft, and the published version otherwise", async () => {
    const { orders, stock } = await makeChain();
    const [row] = await db.select().from(actions).where(eq(actions.botId, stock));
    if (!row) throw new Error("no action");
    const steps = [webhookStep(`${target.url}/draft`, { name: "find" })];
    await db
      .update(actions)
      .set({ definition: { ...row.definition, steps } })
      .where(eq(actions.id, row.id));
    await run(orders, [askStep(stock)], { isDraft: true });
    await run(orders, [askStep(stock)], { isDraft: false });
    expect(target.received.map(({ url }) => url)).toEqual(["/draft", "/find?order=A-1042"]);
  });

  it("passes the conversation's variables to the other bot's instruction, but not the messages", async () => {
    const { orders, stock } = await makeChain();
    await db.delete(actions).where(eq(actions.botId, stock));
    const instruction = "Facts:\nDelivery to {city} takes {days} days.";
    await updateBot(ctx, { botId: stock, instruction });
    await publishBot(ctx, stock);
    const { conversationId } = await askInChannel(orders, "Hello");
    const variables = { city: "Lyon", days: 3 };
    await db.update(conversations).set({ variables }).where(eq(conversations.id, conversationId));
    const step = askStep(stock, { input: "How long does delivery take?" });
    const outcome = await run(orders, [step], { conversationId });
    expect(outcome).toMatchObject({ status: "succeeded", result: "Delivery to Lyon takes 3 days." });
  });
});

describe("A bot that cannot be asked", () => {
  it("fails the step if it was never published, but answers as a draft", async () => {
    const orders = await makeBot(ctx, "Orders");
    const stock = await makeBot(ctx, "Stock");
    const steps = [askStep(stock, { input: "Hello" })];
    expect(await run(orders, steps, { isDraft: false })).toMatchObject({
      status: "failed",
      result: "The bot Stock has never been published.",
    });
    expect(await run(orders, steps, { isDraft: true })).toMatchObject({ status: "succeeded" });
  });

  it("fails the step if it was deleted or belongs to another workspace", async () => {
    const { orders, stock } = await makeChain();
    await deleteBot(ctx, { botId: stock, force: true });
    const gone = { status: "failed", result: "The bot that this step asks no longer exists." };
    expect(await run(orders, [askStep(stock)])).toMatchObject(gone);
    const theirs = await makeBot((await makeWorkspace()).ctx, "Theirs");
    expect(await run(orders, [askStep(theirs)], { isDraft: true })).toMatchObject(gone);
  });

  it("fails the step if the chain already has five bots", async () => {
    const { orders, stock } = await makeChain();
    expect(await run(orders, [askStep(stock)], { depth: 5 })).toMatchObject({
      status: "failed",
      result: "No more than 5 bots may be asked in a row, so Stock was not asked.",
    });
    expect(await run(orders, [askStep(stock)], { depth: 4 })).toMatchObject({ status: "succeeded" });
  });

  it("fails the step with the reason if its model is unreachable, and the error message is the result", async () => {
    const { orders, stock } = await makeChain();
    await db
      .update(bots)
      .set({ model: { providerId: "mdl_gone", modelId: "m" } })
      .where(eq(bots.id, stock));
    const outcome = await run(orders, [askStep(stock)], { isDraft: true, errorMessage: "Call us." });
    expect(outcome).toMatchObject({ status: "failed", result: "Call us." });
    const [row] = await runsOf();
    expect(row?.error).toContain("The bot's model provider was deleted.");
    expect(await outputOf(row?.id)).toMatchObject({
      status: "failed",
      output: { summary: expect.stringContaining("Asked Stock"), trace: [{ kind: "model" }, { kind: "note" }] },
    });
  });

  it("fails the step if Parley itself fails every time", async () => {
    const { orders, stock } = await makeChain();
    const broken = sql`'{"providerId":5}'::jsonb`;
    await db.update(bots).set({ model: broken }).where(eq(bots.id, stock));
    const outcome = await run(orders, [askStep(stock)], { isDraft: true });
    expect(outcome).toMatchObject({ status: "failed", result: expect.stringContaining("could not answer.") });
  });

  it("ends the step if it is deleted while it answers", async () => {
    const { orders, stock } = await makeChain();
    target.on("/find", async (_, response) => {
      await deleteBot(ctx, { botId: stock, force: true });
      response.end("{}");
    });
    const outcome = await run(orders, [askStep(stock)], { isDraft: true });
    expect(outcome).toMatchObject({ status: "failed", result: "The bot Stock no longer exists." });
  });
});

describe("A question", () => {
  it("contains no secret, and neither does the stored answer", async () => {
    const { orders, stock } = await makeChain();
    const secret = { name: "key", secret: true, value: "hunter22" } as const;
    const input = "Where is order {{args.order}}? My key is {{constants.key}}.";
    const outcome = await run(orders, [askStep(stock, { input })], { constants: [secret] });
    expect(outcome).toMatchObject({ status: "succeeded", result: "Place: Lyon." });
    const kept = await db.select().from(actionStepRuns).where(eq(actionStepRuns.workspaceId, ctx.workspaceId));
    expect(JSON.stringify(kept)).not.toContain("hunter22");
    expect(JSON.stringify(kept)).toContain("My key is •••.");
  });

  it("must not be empty", async () => {
    const { orders, stock } = await makeChain();
    const step = askStep(stock, { input: "{{variables.nothing}}" });
    expect(await run(orders, [step])).toMatchObject({
      status: "failed",
      result: "There is nothing to ask Stock: the question came out empty.",
    });
  });
});

describe("An interrupted question", () => {
  it("repeats no finished call if the result of every step is lost once", async () => {
    const { orders } = await makeChain();
    const lost = new Set<string>();
    line.losesResult = ({ run, step }) => {
      const isFirst = !lost.has(`${run} ${step}`);
      lost.add(`${run} ${step}`);
      return isFirst;
    };
    const front = await makeBot(ctx, "Front");
    expect(await run(front, [askStep(orders)])).toMatchObject({ status: "succeeded", result: "Place: Lyon." });
    expect(target.received).toHaveLength(1);
    expect(await stepsStored()).toBe(3);
    const stored = await db.select({ status: actionRuns.status }).from(actionRuns);
    expect(stored.filter(({ status }) => status === "queued")).toEqual([]);
    expect(Math.max(...timesCarriedOut().values())).toBe(2);
    // The SDK sends a result several times before it gives up.
  }, 60_000);

  it.each([
    { functionId: "ask-bot", step: "model-1" },
    { functionId: "ask-bot", step: "end" },
    { functionId: "run-action", step: "step-1" },
  ])("continues where it was if the executor is killed after $functionId/$step", async (last) => {
    const { orders, stock } = await makeChain();
    const reached = Promise.withResolvers<void>();
    let isKilled = false;
    line.losesResult = (done) => {
      const isLast = !isKilled && isInside(done) && done.functionId === last.functionId && done.step === last.step;
      isKilled ||= isLast;
      if (isLast) reached.resolve();
      return isLast;
    };
    const [outcome] = await Promise.all([
      run(orders, [askStep(stock)]),
      reached.promise.then(() => line.killExecutor()),
    ]);
    expect(outcome).toMatchObject({ status: "succeeded", result: "Place: Lyon." });
    expect(target.received).toHaveLength(1);
    expect(await stepsStored()).toBe(2);
    const cutOff = `${last.functionId} ${last.step} `;
    // A step of an action has its result in the database. The kill may come late and cut off its report as well.
    const others = [...timesCarriedOut()].filter(
      ([name]) => !name.startsWith(cutOff) && !name.startsWith("run-action step-"),
    );
    expect(others.filter(([, times]) => times > 1)).toEqual([]);
  });

  it("is answered by the version that was published when it was asked", async () => {
    const { orders, stock } = await makeChain();
    target.on("/find", async (_, response) => {
      await db.delete(actions).where(eq(actions.botId, stock));
      await publishBot(ctx, stock);
      response.setHeader("content-type", "application/json");
      response.end('{"place":"Lyon"}');
    });
    expect(await run(orders, [askStep(stock)])).toMatchObject({ status: "succeeded", result: "Place: Lyon." });
  });

  function timesCarriedOut(): Map<string, number> {
    const times = new Map<string, number>();
    for (const { functionId, step, run } of line.carriedOut) {
      const name = `${functionId} ${step} ${run}`;
      times.set(name, (times.get(name) ?? 0) + 1);
    }
    return times;
  }

  /** Whether a step runs after the first question; the outermost run's earlier steps are not under test. */
  function isInside({ functionId }: CarriedOut): boolean {
    return functionId === "ask-bot" || line.carriedOut.some((done) => done.functionId === "ask-bot");
  }
});

/** Makes two published bots: Orders asks Stock, which looks the order up. */
async function makeChain(): Promise<{ orders: string; stock: string }> {
  const stock = await makeBot(ctx, "Stock");
  await addAction(ctx, stock, [webhookStep(`${target.url}/find?order={{args.order}}`, { name: "find" })]);
  await publishBot(ctx, stock);
  const orders = await makeBot(ctx, "Orders");
  await addAction(ctx, orders, [askStep(stock)]);
  await publishBot(ctx, orders);
  return { orders, stock };
}

interface Call {
  isDraft?: boolean;
  depth?: number;
  conversationId?: string;
  errorMessage?: string;
  constants?: ConstantInput[];
}

/** Runs an action with these steps, asking for order A-1042. */
async function run(botId: string, steps: ActionStep[], given: Call = {}) {
  const { errorMessage = "", constants = [], conversationId, ...call } = given;
  const { workspaceId } = ctx;
  const { id: runId, events } = await requestRun({
    workspaceId,
    botId,
    actionId: newId("action"),
    conversationId: conversationId ?? null,
    turnId: null,
    arguments: { order: "A-1042" },
    definition: checkDefinition({
      name: "Ask",
      functionName: "ask",
      description: "",
      arguments: [{ name: "order", description: "", type: "string", required: true }],
      constants,
      steps,
      returnMode: "last",
      errorMessage,
    }),
    ...call,
  });
  return awaitRun({ workspaceId, runId }, () => dispatch(events), { timeoutMs: 50_000 });
}

/** Sends a bot a message in a custom channel; returns its answer. */
async function askInChannel(botId: string, text: string) {
  const { id } = await createChannel(ctx, { botId, kind: "custom", name: "Shop" });
  const message = { externalId: "m-1", chatId: "c-1", sender: "customer" as const, text };
  const { workspaceId } = ctx;
  const { conversationId, events } = await receiveMessage({ id, workspaceId, botId }, message, "durable");
  await dispatch(events);
  const answers = () =>
    db.select().from(messages).where(eq(messages.conversationId, conversationId)).orderBy(asc(messages.seq));
  await expect.poll(answers, { timeout: 20_000 }).toHaveLength(2);
  return { conversationId, text: (await answers())[1]?.text };
}

function runsOf() {
  return db
    .select()
    .from(actionRuns)
    .where(eq(actionRuns.workspaceId, ctx.workspaceId))
    .orderBy(asc(actionRuns.createdAt));
}

async function outputOf(runId = ""): Promise<{ status: string; output: StepOutput } | undefined> {
  const [step] = await db.select().from(actionStepRuns).where(eq(actionStepRuns.runId, runId));
  return step;
}

async function stepsStored(): Promise<number> {
  return (await db.select().from(actionStepRuns).where(eq(actionStepRuns.workspaceId, ctx.workspaceId))).length;
}
