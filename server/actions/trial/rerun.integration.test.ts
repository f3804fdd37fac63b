import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { actionRuns } from "@/db/schema/action-runs";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import type { DefinitionInput } from "../definition/definition-input";
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
});

function lookUp(path: string, changes: Partial<DefinitionInput> = {}): DefinitionInput {
  return {
    name: "Look up",
    functionName: "look_up",
    description: "",
    arguments: [
      { name: "order", description: "", type: "string", required: true },
      { name: "city", description: "", type: "string", required: false },
    ],
    constants: [],
    steps: [webhookStep(`${target.url}${path}`, { name: "call" })],
    returnMode: "last",
    errorMessage: "",
    ...changes,
  };
}

/** An ended run of the saved action, changed to look like a run in a conversation. */
async function ranOnce(given: Record<string, unknown>, definition = lookUp("/v1/{{args.order}}")) {
  const { id: actionId } = await api.create({ botId, definition });
  const { runId } = await api.try({ actionId, arguments: given });
  await finish({ workspaceId, runId });
  await db.update(actionRuns).set({ conversationId: "cnv_1", isDraft: false }).where(eq(actionRuns.id, runId));
  return { actionId, runId };
}

describe("repeating a run", () => {
  it("uses the same arguments and the current draft, outside of the conversation", async () => {
    const { actionId, runId } = await ranOnce({ order: "A-1", city: "Riga" });
    await api.update({ actionId, definition: lookUp("/v2/{{args.order}}/{{args.city}}") });
    const again = await api.rerun({ runId });
    expect(again.dropped).toEqual([]);
    await finish({ workspaceId, runId: again.runId });
    expect(target.received.map(({ url }) => url)).toEqual(["/v1/A-1", "/v2/A-1/Riga"]);
    expect(await api.run({ runId: again.runId })).toMatchObject({
      status: "succeeded",
      origin: "try",
      isDraft: true,
      conversation: null,
      arguments: { order: "A-1", city: "Riga" },
    });
    expect(await api.run({ runId })).toMatchObject({ origin: "chat" });
  });

  it("makes another call each time", async () => {
    const { runId } = await ranOnce({ order: "A-1" });
    const two = await Promise.all([api.rerun({ runId }), api.rerun({ runId })]);
    expect(new Set(two.map((run) => run.runId)).size).toBe(2);
  });

  it("drops an argument that the action no longer has, and reports it", async () => {
    const { actionId, runId } = await ranOnce({ order: "A-1", city: "Riga" });
    const [order] = lookUp("/").arguments;
    await api.update({ actionId, definition: lookUp("/v2", { arguments: order ? [order] : [] }) });
    const again = await api.rerun({ runId });
    expect(again.dropped).toEqual(["city"]);
    expect(await api.run({ runId: again.runId })).toMatchObject({ arguments: { order: "A-1" } });
  });

  it("is refused with the reason when the arguments no longer fit", async () => {
    const { actionId, runId } = await ranOnce({ order: "A-1" });
    await api.update({
      actionId,
      definition: lookUp("/v2", {
        arguments: [
          { name: "order", description: "", type: "number", required: true },
          { name: "email", description: "", type: "string", required: true },
        ],
      }),
    });
    await expect(api.rerun({ runId })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: expect.stringMatching(/changed since this run.*"order" must be a number.*"email" is required now/),
      cause: { details: [{ path: ["arguments", "order"] }, { path: ["arguments", "email"] }] },
    });
    expect(target.received).toHaveLength(1);
  });

  it("is refused when the action was deleted", async () => {
    const { actionId, runId } = await ranOnce({ order: "A-1" });
    await api.delete({ actionId });
    await expect(api.rerun({ runId })).rejects.toMatchObject({ code: "CONFLICT" });
    // The run can still be read.
    expect(await api.run({ runId })).toMatchObject({ name: "Look up", functionName: "look_up" });
  });

  it("tries a step again after a trial of that step", async () => {
    const steps = [
      webhookStep(`${target.url}/login`, { name: "login" }),
      webhookStep(`${target.url}/use?ok={{steps.login.body.ok}}`, { name: "use" }),
    ];
    const { actionId, runId } = await ranOnce({ order: "A-1" }, lookUp("/", { steps }));
    const trial = await api.tryStep({ actionId, stepName: "use", arguments: {}, fromRunId: runId });
    await finish({ workspaceId, runId: trial.runId });
    const again = await api.rerun({ runId: trial.runId });
    await finish({ workspaceId, runId: again.runId });
    expect(target.received.map(({ url }) => url)).toEqual(["/login", "/use?ok=true", "/use?ok=true", "/use?ok=true"]);
    expect(await api.run({ runId: again.runId })).toMatchObject({ onlyStep: "use", status: "succeeded" });
  });

  it("is limited to editors of the workspace", async () => {
    const { runId } = await ranOnce({ order: "A-1" });
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId }).actions;
    await expect(stranger.rerun({ runId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const viewer = createTestCaller({ userId: (await makeMember(workspaceId, "viewer")).userId, workspaceId }).actions;
    await expect(viewer.rerun({ runId })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
