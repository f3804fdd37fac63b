import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { conversations } from "@/db/schema/conversations";
import { notifications } from "@/db/schema/notifications";
import { outbox } from "@/db/schema/outbox";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { makeConversation, makeCustomChannel } from "@/server/channels/custom/testing/fixtures";
import { awaitRun } from "./await-run";
import { detachRun } from "./detach-run";
import { createRun } from "./create-run";
import { failRun } from "./end-run";
import { getRun } from "../history/get-run";
import type { RunKey } from "./load-run";
import { resumeRun } from "./suspend-run";
import { runStep } from "./run-action";
import { failedOutput, plainOutput } from "@/server/schemas/step-output";
import { endStep, loadWait } from "./step-wait";
import { definitionOf, finish, queueRun, run, webhookStep } from "../testing/fixtures";
import { callbackStep, givingStep, waitStep, when } from "../testing/steps";
import { startTargetServer, type TargetServer } from "../testing/target-server";

const events = await startEventEndpoint();
let target: TargetServer;
beforeEach(async () => {
  target = await startTargetServer();
});

function sentFor({ runId }: RunKey, name: string) {
  return events.sent.filter((event) => event.name === name && event.data["runId"] === runId);
}

async function stepRow({ runId }: RunKey, position: number) {
  const [row] = await db
    .select()
    .from(actionStepRuns)
    .where(and(eq(actionStepRuns.runId, runId), eq(actionStepRuns.position, position)));
  return row;
}

async function runRow({ runId }: RunKey) {
  const [row] = await db.select().from(actionRuns).where(eq(actionRuns.id, runId));
  if (!row) throw new Error("no run");
  return row;
}

describe("a short wait", () => {
  it("ends at the same time after a crash", async () => {
    const key = await queueRun(definitionOf([waitStep(1), webhookStep(`${target.url}/after`)]));
    const [first, second] = await Promise.all([runStep(key, 1), runStep(key, 1)]);
    const third = await runStep(key, 1);
    expect(first).toMatchObject({ status: "waiting", rest: { type: "until" }, outcome: null });
    expect([second.rest, third.rest]).toEqual([first.rest, first.rest]);
    expect((await runRow(key)).status).toBe("running");
    expect(await finish(key)).toMatchObject({ status: "succeeded", result: '{"ok":true}' });
    const rested = await stepRow(key, 1);
    expect(rested).toMatchObject({ status: "succeeded", rest: null, output: { forBot: "Paused for 1 second." } });
    expect(rested?.durationMs).toBeGreaterThan(500);
  });

  it("may be the last step", async () => {
    const { outcome } = await run(definitionOf([waitStep(1)]));
    expect(outcome).toMatchObject({ status: "succeeded", result: "Paused for 1 second." });
  });
});

describe("a delay before the run", () => {
  it("happens once, before the first step", async () => {
    const key = await queueRun(definitionOf([webhookStep(`${target.url}/one`)], { delaySeconds: 1 }));
    const first = await runStep(key, 1);
    expect(first).toMatchObject({ status: "waiting", rest: { type: "until" } });
    expect((await runStep(key, 1)).rest).toEqual(first.rest);
    expect(target.received).toEqual([]);
    expect(await finish(key)).toMatchObject({ status: "succeeded" });
    expect(target.received).toHaveLength(1);
  });
});

describe("a long wait", () => {
  it("suspends the run, which concurrent callers resume once", async () => {
    const key = await queueRun(definitionOf([waitStep(3600), webhookStep(`${target.url}/after`)]));
    const suspended = await runStep(key, 1);
    expect(suspended.outcome).toMatchObject({ status: "waiting", runId: key.runId });
    expect(suspended.outcome?.result).toMatch(/^Under way: it waits until 20.*Z\. Its result will be told later\.$/);
    expect(await runStep(key, 1)).toEqual(suspended);
    expect(await runStep(key, 2)).toEqual(suspended);
    expect((await runRow(key)).status).toBe("waiting");
    expect(sentFor(key, "action/run.resting")).toHaveLength(1);

    await Promise.all([resumeRun(key, 1), resumeRun(key, 1), resumeRun(key, 1)]);
    expect(sentFor(key, "action/run.resumed")).toHaveLength(1);
    expect((await runRow(key)).status).toBe("running");
    // The resumed run is executed twice, but its next step only once.
    expect(await finish(key, 1)).toMatchObject({ status: "succeeded" });
    expect(await finish(key, 1)).toMatchObject({ status: "succeeded" });
    await resumeRun(key, 1);
    expect(target.received).toHaveLength(1);
  });

  it("suspends the run once when concurrent calls reach it", async () => {
    const key = await queueRun(definitionOf([waitStep(3600)]));
    const ends = await Promise.all([runStep(key, 1), runStep(key, 1), runStep(key, 1)]);
    expect(ends.map(({ outcome }) => outcome?.status)).toEqual(["waiting", "waiting", "waiting"]);
    expect(sentFor(key, "action/run.resting")).toHaveLength(1);
  });

  it("keeps the event that resumes the run in the outbox while the executor is unreachable", async () => {
    events.isUp = false;
    const key = await queueRun(definitionOf([waitStep(3600)]));
    await runStep(key, 1);
    events.isUp = true;
    const pending = await db.select().from(outbox).where(eq(outbox.name, "action/run.resting"));
    expect(pending.map(({ data }) => data["runId"])).toContain(key.runId);
  });

  it("ends when Parley cannot execute the run", async () => {
    const key = await queueRun(definitionOf([waitStep(3600)]));
    await runStep(key, 1);
    await failRun(key, "The executor is gone.");
    expect(await stepRow(key, 1)).toMatchObject({
      status: "failed",
      rest: null,
      output: { error: "The executor is gone." },
    });
    await resumeRun(key, 1);
    expect(await runRow(key)).toMatchObject({ status: "failed", error: "The executor is gone." });
  });
});

describe("a step whose wait is ended from outside", () => {
  async function waitingStep(definition = definitionOf([waitStep(30)])) {
    const key = await queueRun(definition);
    await runStep(key, 1);
    return key;
  }

  it("keeps its first result, and the run continues", async () => {
    const constants = [{ secret: true, name: "key", value: "sk-very-secret" }];
    const key = await waitingStep(definitionOf([waitStep(30)], { constants }));
    expect(await loadWait(key, 1)).toMatchObject({ rest: { type: "until" }, run: { depth: 0, isDraft: false } });
    const output = plainOutput({ summary: "Asked.", forBot: "It is sk-very-secret." });
    await Promise.all([
      endStep(key, 1, { status: "succeeded", output }),
      endStep(key, 1, { status: "succeeded", output }),
    ]);
    await endStep(key, 1, { status: "failed", output: failedOutput("too late") });
    expect(await loadWait(key, 1)).toBeNull();
    expect(await finish(key)).toMatchObject({ status: "succeeded", result: "It is •••." });
  });

  it("ends the run with the action's error message when it fails", async () => {
    const key = await waitingStep(
      definitionOf([waitStep(30), webhookStep(`${target.url}/x`)], { errorMessage: "No." }),
    );
    await endStep(key, 1, { status: "failed", output: failedOutput("The bot is gone.") });
    expect(await finish(key)).toMatchObject({ status: "failed", result: "No." });
    expect(await runRow(key)).toMatchObject({ error: 'Step "rest": The bot is gone.' });
    expect(target.received).toEqual([]);
  });

  it("can only be ended in its workspace", async () => {
    const key = await waitingStep();
    const foreign = { workspaceId: "ws_other", runId: key.runId };
    expect(await loadWait(foreign, 1)).toBeNull();
    await expect(endStep(foreign, 1, { status: "failed", output: failedOutput("x") })).rejects.toThrow("no action run");
    await resumeRun(foreign, 1);
    expect((await stepRow(key, 1))?.status).toBe("waiting");
  });
});

describe("a step whose condition is false", () => {
  const steps = () => [
    webhookStep(`${target.url}/one`, { name: "one" }),
    webhookStep(`${target.url}/two`, { name: "two", condition: when("{{steps.one.body.kind}}", "equals", "gold") }),
    webhookStep(`${target.url}/three?two={{steps.two.body.n}}`, { name: "three" }),
  ];

  it("is skipped with a reason, and later steps run without its result", async () => {
    target.on("/one", { body: '{"kind":"silver"}' });
    const { seen } = await run(definitionOf(steps()));
    expect(seen.steps.map(({ status }) => status)).toEqual(["succeeded", "skipped", "succeeded"]);
    expect(seen.steps[1]?.output.summary).toBe(
      'Skipped: {{steps.one.body.kind}} is "silver", and the rule says "equals" "gold".',
    );
    expect(target.received.map(({ url }) => url)).toEqual(["/one", "/three"]);
    target.on("/one", { body: '{"kind":"gold"}' });
    target.on("/two", { body: '{"n":2}' });
    await run(definitionOf(steps()));
    expect(target.received.map(({ url }) => url).slice(2)).toEqual(["/one", "/two", "/three?two=2"]);
  });

  it.each([
    ["first", '{"n":2}'],
    ["last", '{"n":2}'],
    ["all", 'two: {"n":2}'],
  ])("is left out of the result for the bot in the mode %s", async (returnMode, result) => {
    target.on("/two", { body: '{"n":2}' });
    const never = when("{{args.x}}", "is_not_empty");
    const around = ["one", "two", "three"].map((name) =>
      webhookStep(`${target.url}/${name}`, { name, ...(name === "two" ? {} : { condition: never }) }),
    );
    const { outcome, seen } = await run(definitionOf(around, { returnMode }));
    expect(outcome).toMatchObject({ status: "succeeded", result });
    expect(seen.steps.map(({ status }) => status)).toEqual(["skipped", "succeeded", "skipped"]);
  });

  it("shows no secret in its reason", async () => {
    const constants = [{ secret: true, name: "key", value: "sk-very-secret" }];
    const condition = when("{{constants.key}}", "equals", "{{args.x}}");
    const only = webhookStep(`${target.url}/one`, { condition });
    const { outcome, seen } = await run(definitionOf([only], { constants }));
    expect(outcome).toMatchObject({ status: "succeeded", result: "There was nothing to do." });
    expect(JSON.stringify(seen)).not.toContain("sk-very-secret");
  });
});

describe("values saved by a webhook", () => {
  const saving = () => [
    webhookStep(`${target.url}/one`, {
      name: "one",
      saveVariables: [
        { path: "body.order.id", variable: "order_id" },
        { path: "body.items", variable: "items" },
        { path: "status", variable: "code" },
        { path: "headers.X-Next", variable: "next" },
        { path: "body.nothing", variable: "nothing" },
        { path: "body.secret", variable: "hidden" },
      ],
    }),
    webhookStep(`${target.url}/two/{{variables.order_id}}`, { name: "two" }),
  ];
  const constants = [{ secret: true, name: "key", value: "sk-very-secret" }];
  const answer = {
    headers: { "content-type": "application/json", "X-Next": "n-1" },
    body: '{"order":{"id":7},"items":["a","b"],"secret":"sk-very-secret"}',
  };

  it("become variables of the conversation, with their types and without secrets", async () => {
    target.on("/one", answer);
    const channel = await makeCustomChannel();
    const { conversationId } = await makeConversation(channel);
    await db
      .update(conversations)
      .set({ variables: { kept: true } })
      .where(eq(conversations.id, conversationId));
    const definition = definitionOf(saving(), { constants });
    const key = await queueRun(definition, {}, { workspaceId: channel.workspaceId, conversationId });
    await finish(key);
    const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
    expect(row?.variables).toEqual({
      kept: true,
      order_id: 7,
      items: ["a", "b"],
      code: 200,
      next: "n-1",
      hidden: "•••",
    });
    expect(target.received[1]?.url).toBe("/two/7");
    expect((await stepRow(key, 1))?.output.summary).toBe(
      "Set order_id, items, code, next, hidden. nothing was not set: there is no body.nothing in the answer.",
    );
  });

  it("are available to later steps outside of a conversation, and are stored nowhere else", async () => {
    target.on("/one", answer);
    const { seen } = await run(definitionOf(saving(), { constants }));
    expect(target.received[1]?.url).toBe("/two/7");
    expect(seen.steps[0]?.output.summary).toContain("for the rest of this run only");
  });

  it("are not set when the answer is not accepted", async () => {
    target.on("/one", { ...answer, status: 500 });
    const { seen } = await run(definitionOf(saving(), { constants }));
    expect(seen.steps[0]?.output.variables).toBeUndefined();
  });
});

describe("an action that hands over and notifies people after a call", () => {
  async function call(status: number) {
    target.on("/one", { status });
    const channel = await makeCustomChannel();
    const { conversationId } = await makeConversation(channel);
    const definition = definitionOf([webhookStep(`${target.url}/one`)], { stopAfterCall: true, notifyOnCall: true });
    const changes = { workspaceId: channel.workspaceId, conversationId, turnId: "trn_x" };
    const key = await queueRun(definition, {}, changes);
    await Promise.all([finish(key), finish(key)]);
    await finish(key);
    const [conversation] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
    const notified = await db.select().from(notifications).where(eq(notifications.workspaceId, channel.workspaceId));
    return { conversation, notified };
  }

  it("does both once when the call succeeds", async () => {
    const { conversation, notified } = await call(200);
    expect(conversation).toMatchObject({ handledBy: "person", handedOverCause: "action", handedOverTurnId: "trn_x" });
    expect(notified).toMatchObject([{ kind: "action_called", title: 'The bot called "Look up"' }]);
  });

  it("does neither when the call fails", async () => {
    const { conversation, notified } = await call(500);
    expect(conversation?.handledBy).toBe("bot");
    expect(notified).toEqual([]);
  });
});

describe("the caller of a suspended run", () => {
  it("gets the result when it arrives in time", async () => {
    const key = await queueRun(definitionOf([givingStep(`${target.url}/order`), callbackStep()]));
    const outcome = await awaitRun(
      key,
      async () => {
        await finish(key);
        await resumeRun(key, 2);
        await finish(key, 2);
      },
      { timeoutMs: 10_000 },
    );
    expect(outcome).toMatchObject({ status: "failed", result: "No callback came within 1 minute." });
    expect((await runRow(key)).detachedAt).toBeNull();
  });

  it("stops waiting after a while, and the conversation gets the result later, once", async () => {
    const channel = await makeCustomChannel();
    const { conversationId } = await makeConversation(channel);
    const { workspaceId } = channel;
    const definition = definitionOf([givingStep(`${target.url}/order`), callbackStep()]);
    const key = await queueRun(definition, {}, { workspaceId, conversationId });
    const outcome = await awaitRun(key, () => finish(key), { timeoutMs: 10_000, suspendedMs: 0 });
    expect(outcome.status).toBe("waiting");
    expect(outcome.result).toBe(
      "Still under way: it waits for an answer from another system. Tell the customer that the result will follow as soon as it is there. Do not call it again.",
    );
    expect((await detachRun(key)).status).toBe("waiting");
    await resumeRun(key, 2);
    await Promise.all([finish(key, 2), finish(key, 2)]);
    expect(sentFor(key, "conversation/action.ended")).toMatchObject([{ data: { workspaceId, conversationId } }]);
  });

  it("gets the same outcome when it repeats its detaching after a crash, though the run has ended since then", async () => {
    const channel = await makeCustomChannel();
    const { conversationId } = await makeConversation(channel);
    const { workspaceId } = channel;
    const definition = definitionOf([givingStep(`${target.url}/order`), callbackStep()]);
    const key = await queueRun(definition, {}, { workspaceId, conversationId });
    await finish(key);
    await detachRun(key);
    await resumeRun(key, 2);
    await finish(key, 2);
    // The later turn delivers the result; the caller would deliver it a second time.
    expect(sentFor(key, "conversation/action.ended")).toHaveLength(1);
    expect(await detachRun(key)).toMatchObject({
      status: "waiting",
      result: expect.stringMatching(/^Still under way/),
    });
  });

  it("gets no late result for a trial run or for a run started by a sub-bot", async () => {
    const channel = await makeCustomChannel();
    const { conversationId } = await makeConversation(channel);
    const { workspaceId } = channel;
    const definition = definitionOf([waitStep(3600)]);
    const outside = await queueRun(definition);
    const inner = await queueRun(definition, {}, { workspaceId, conversationId, parentRunId: outside.runId, depth: 1 });
    for (const key of [outside, inner]) {
      await runStep(key, 1);
      expect((await detachRun(key)).result).toContain("There will be no result in time for your answer.");
      await failRun(key, "x");
      expect(sentFor(key, "conversation/action.ended")).toEqual([]);
      expect((await detachRun(key)).status).toBe("failed");
    }
  });

  it("gets the result of a run that ends just before the caller detaches", async () => {
    for (let round = 0; round < 10; round += 1) {
      const channel = await makeCustomChannel();
      const { conversationId } = await makeConversation(channel);
      const { workspaceId } = channel;
      const definition = definitionOf([webhookStep(`${target.url}/one`)]);
      const key = await queueRun(definition, {}, { workspaceId, conversationId });
      const [detached] = await Promise.all([detachRun(key), finish(key)]);
      const pending = sentFor(key, "conversation/action.ended");
      expect(pending).toHaveLength(detached.status === "waiting" ? 1 : 0);
    }
  });
});

describe("a new run", () => {
  it("stores its parent run and depth", async () => {
    const { workspaceId, runId } = await queueRun(definitionOf([waitStep(1)]));
    const row = await runRow({ workspaceId, runId });
    const { id } = await createRun({ ...row, id: undefined, parentRunId: runId, depth: 2, isDraft: true });
    expect(await runRow({ workspaceId, runId: id })).toMatchObject({ parentRunId: runId, depth: 2, isDraft: true });
    expect(row).toMatchObject({ parentRunId: null, depth: 0, isDraft: false });
  });

  it("is the first one if the call is made again with its id, and belongs to the turn that made it last", async () => {
    const { workspaceId, runId } = await queueRun(definitionOf([waitStep(3600)]));
    const row = await runRow({ workspaceId, runId });
    await runStep({ workspaceId, runId }, 1);
    await detachRun({ workspaceId, runId });
    await createRun({ ...row, id: runId, turnId: "trn_again" });
    const again = await runRow({ workspaceId, runId });
    expect(again).toMatchObject({ turnId: "trn_again", detachedAt: null, status: "waiting" });
    expect(again.createdAt).toEqual(row.createdAt);
  });

  it("shows what it waits for", async () => {
    const key = await queueRun(definitionOf([waitStep(3600)]));
    await runStep(key, 1);
    expect((await getRun(key.ctx, key.runId)).steps).toMatchObject([
      { status: "waiting", rest: { type: "until" }, callbackUrl: null },
    ]);
  });
});
