import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { actionRuns } from "@/db/schema/action-runs";
import { actions } from "@/db/schema/bots";
import { outbox } from "@/db/schema/outbox";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import type { DefinitionInput } from "../definition/definition-input";
import { createRun } from "../runs/create-run";
import { forgetFresh } from "../runs/load-run";
import { finish, webhookStep } from "../testing/fixtures";
import { startTargetServer, type TargetServer } from "../testing/target-server";

let api: ReturnType<typeof createTestCaller>["actions"];
let workspaceId: string;
let botId: string;
let target: TargetServer;

beforeEach(async () => {
  const made = await makeWorkspace();
  ({ workspaceId } = made);
  const caller = createTestCaller({ userId: made.userId });
  api = caller.actions;
  ({ id: botId } = await caller.bots.create({ name: "Shop", templateId: null }));
  target = await startTargetServer();
  target.on("/login", { body: '{"key":"k-1"}' });
});

/** Logs in, finds an order with the key, and pays for it. */
function checkout(changes: Partial<DefinitionInput> = {}): DefinitionInput {
  return {
    name: "Check out",
    functionName: "check_out",
    description: "",
    arguments: [
      { name: "order", description: "", type: "string", required: true },
      { name: "amount", description: "", type: "number", required: true },
    ],
    constants: [],
    steps: [
      webhookStep(`${target.url}/login`, { name: "login" }),
      webhookStep(`${target.url}/find/{{args.order}}?key={{steps.login.body.key}}`, { name: "find" }),
      webhookStep(`${target.url}/pay?amount={{args.amount}}&key={{steps.login.body.key}}`, { name: "pay" }),
    ],
    returnMode: "all",
    errorMessage: "",
    delaySeconds: 30,
    ...changes,
  };
}

async function save(definition = checkout()): Promise<string> {
  const { id } = await api.create({ botId, definition });
  return id;
}

const paths = () => target.received.map(({ url }) => url);

/** Runs the whole action as a trial, without its delay. */
async function tryAll(actionId: string, given: Record<string, unknown>): Promise<string> {
  const { runId } = await api.try({ actionId, arguments: given });
  const [row] = await db.select().from(actionRuns).where(eq(actionRuns.id, runId));
  if (!row) throw new Error("no run");
  await db
    .update(actionRuns)
    .set({ definition: { ...row.definition, delaySeconds: 0 } })
    .where(eq(actionRuns.id, runId));
  forgetFresh(runId);
  await finish({ workspaceId, runId });
  return runId;
}

describe("a trial of one step", () => {
  it("calls that step alone and without delay, with the arguments that it needs", async () => {
    const actionId = await save();
    const { runId } = await api.tryStep({ actionId, stepName: "login", arguments: {} });
    const pending = await db.select().from(outbox);
    expect(pending.map(({ data }) => data)).toContainEqual({ workspaceId, runId });
    await finish({ workspaceId, runId });
    expect(paths()).toEqual(["/login"]);
    expect(await api.run({ runId })).toMatchObject({
      status: "succeeded",
      origin: "try",
      onlyStep: "login",
      isDraft: true,
      result: '{"key":"k-1"}',
      steps: [{ position: 1, name: "login", status: "succeeded" }],
    });
  });

  it("uses the results of earlier steps from the last trial, and does not call them again", async () => {
    const actionId = await save();
    const earlier = await tryAll(actionId, { order: "A", amount: 5 });
    target.received.length = 0;
    const { runId } = await api.tryStep({ actionId, stepName: "pay", arguments: { amount: 7 } });
    await finish({ workspaceId, runId });
    expect(paths()).toEqual(["/pay?amount=7&key=k-1"]);
    const seen = await api.run({ runId });
    expect(seen).toMatchObject({
      onlyStep: "pay",
      result: '{"ok":true}',
      steps: [
        { name: "login", durationMs: 0, output: { attempts: [], body: { key: "k-1" }, forBot: "" } },
        { name: "pay", output: { attempts: [{ status: 200 }] } },
      ],
    });
    expect(seen.steps[0]?.output.summary).toContain("Not carried out again");
    // The earlier run is unchanged.
    expect((await api.run({ runId: earlier })).steps[0]?.output.attempts).toHaveLength(1);
  });

  it("prefers the given run, and otherwise uses trials of single steps", async () => {
    const actionId = await save();
    const first = await tryAll(actionId, { order: "A", amount: 5 });
    target.on("/login", { body: '{"key":"k-2"}' });
    const { runId: login } = await api.tryStep({ actionId, stepName: "login", arguments: {} });
    await finish({ workspaceId, runId: login });
    const pay = async (fromRunId?: string) => {
      const from = fromRunId === undefined ? {} : { fromRunId };
      const { runId } = await api.tryStep({ actionId, stepName: "pay", arguments: { amount: 1 }, ...from });
      await finish({ workspaceId, runId });
      return { runId, path: paths().at(-1) };
    };
    expect((await pay()).path).toBe("/pay?amount=1&key=k-2");
    const named = await pay(first);
    expect(named.path).toBe("/pay?amount=1&key=k-1");
    // A copied result is used only if its run is given: the newest result of the login is still the second one.
    expect((await pay()).path).toBe("/pay?amount=1&key=k-2");
    expect((await pay(named.runId)).path).toBe("/pay?amount=1&key=k-1");
  });

  it("is refused with the names of the steps without a result", async () => {
    const steps = [
      ...checkout().steps.slice(0, 2),
      webhookStep(`${target.url}/pay?key={{steps.login.body.key}}&id={{steps.find.body.id}}`, { name: "pay" }),
    ];
    const actionId = await save(checkout({ steps }));
    await expect(api.tryStep({ actionId, stepName: "pay", arguments: {} })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: expect.stringContaining('the results of "login" and "find"'),
      cause: { details: [{ path: ["steps", "login"] }, { path: ["steps", "find"] }] },
    });
    expect(await db.select().from(actionRuns).where(eq(actionRuns.actionId, actionId))).toEqual([]);
  });

  it("does not use the result of a failed step", async () => {
    target.on("/login", { status: 500, body: "no" });
    const actionId = await save();
    const { runId } = await api.tryStep({ actionId, stepName: "login", arguments: {} });
    await finish({ workspaceId, runId });
    await expect(
      api.tryStep({ actionId, stepName: "pay", arguments: { amount: 1 }, fromRunId: runId }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("uses a result from a customer's conversation only if that run is given", async () => {
    const actionId = await save();
    const [row] = await db.select().from(actions).where(eq(actions.id, actionId));
    if (!row) throw new Error("no action");
    const definition = { ...row.definition, delaySeconds: 0 };
    const ofCustomer = { workspaceId, botId, actionId, definition, conversationId: "cnv_gone", turnId: "trn_1" };
    const { id: runId } = await createRun({ ...ofCustomer, arguments: { order: "A", amount: 1 } });
    await finish({ workspaceId, runId });
    const call = { actionId, stepName: "pay", arguments: { amount: 2 } };
    await expect(api.tryStep(call)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const named = await api.tryStep({ ...call, fromRunId: runId });
    await finish({ workspaceId, runId: named.runId });
    expect(paths().at(-1)).toBe("/pay?amount=2&key=k-1");
  });

  it("checks only the arguments that the step uses", async () => {
    const actionId = await save();
    await tryAll(actionId, { order: "A", amount: 5 });
    await expect(api.tryStep({ actionId, stepName: "pay", arguments: { amount: "much" } })).rejects.toMatchObject({
      cause: { details: [{ path: ["arguments", "amount"] }] },
    });
    await expect(api.tryStep({ actionId, stepName: "find", arguments: { amount: "much" } })).rejects.toMatchObject({
      message: "The action was not called. Check these arguments: order.",
    });
  });

  it("uses variables from the step that sets them", async () => {
    const setter = webhookStep(`${target.url}/login`, {
      name: "login",
      saveVariables: [{ path: "body.key", variable: "key" }],
    });
    const user = webhookStep(`${target.url}/use?key={{variables.key}}`, { name: "use" });
    const actionId = await save(checkout({ steps: [setter, user] }));
    await expect(api.tryStep({ actionId, stepName: "use", arguments: {} })).rejects.toMatchObject({
      message: expect.stringContaining('the result of "login"'),
    });
    await tryAll(actionId, { order: "A", amount: 1 });
    const { runId } = await api.tryStep({ actionId, stepName: "use", arguments: {} });
    await finish({ workspaceId, runId });
    expect(paths().at(-1)).toBe("/use?key=k-1");
  });

  it("is refused for a step that sends a callback address", async () => {
    const call = webhookStep(`${target.url}/ask?to={{callback.url}}`, { name: "ask" });
    const actionId = await save(
      checkout({ steps: [call, { kind: "callback", name: "answer", timeoutSeconds: 3600 }] }),
    );
    await expect(api.tryStep({ actionId, stepName: "ask", arguments: {} })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: expect.stringContaining("only a run of the whole action waits"),
    });
  });

  it("is limited to editors of the workspace", async () => {
    const actionId = await save();
    const call = { actionId, stepName: "login", arguments: {} };
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId }).actions;
    await expect(stranger.tryStep(call)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const viewer = createTestCaller({ userId: (await makeMember(workspaceId, "viewer")).userId, workspaceId }).actions;
    await expect(viewer.tryStep(call)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(api.tryStep({ ...call, stepName: "nope" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a step that waits for a callback", () => {
  it("shows its address only to editors, and the posted body after the callback", async () => {
    const ask = webhookStep(`${target.url}/ask?to={{callback.url}}`, { name: "ask" });
    const actionId = await save(checkout({ steps: [ask, { kind: "callback", name: "answer", timeoutSeconds: 3600 }] }));
    const runId = await tryAll(actionId, { order: "A", amount: 1 });
    const seen = await api.run({ runId });
    expect(seen.status).toBe("waiting");
    const rest = seen.steps[1]?.rest;
    if (rest?.type !== "callback") throw new Error("It does not wait.");
    expect(target.received[0]?.url).toBe(`/ask?to=${encodeURIComponent(rest.address ?? "")}`);
    expect(Date.parse(rest.until)).toBeGreaterThan(Date.now());
    const viewer = createTestCaller({ userId: (await makeMember(workspaceId, "viewer")).userId, workspaceId }).actions;
    const forViewer = await viewer.run({ runId });
    expect(forViewer.steps[1]?.rest).toMatchObject({ type: "callback", address: null });
    // The request that sent the address contains it, too.
    const token = rest.address?.split("/").at(-1) ?? "no address";
    expect(JSON.stringify(seen.steps[0])).toContain(token);
    expect(JSON.stringify(forViewer)).not.toContain(token);
  });
});
