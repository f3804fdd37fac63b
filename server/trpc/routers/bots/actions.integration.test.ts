import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { actionRuns } from "@/db/schema/action-runs";
import { actions, bots } from "@/db/schema/bots";
import { outbox } from "@/db/schema/outbox";
import { openSecret } from "@/server/secrets/secret-box";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import type { DefinitionInput } from "@/server/actions/definition/definition-input";
import { finish, webhookStep } from "@/server/actions/testing/fixtures";
import { startTargetServer } from "@/server/actions/testing/target-server";

type Caller = ReturnType<typeof createTestCaller>;
let workspaceId: string;
let api: Caller["actions"];
let caller: Caller;
let botId: string;

beforeEach(async () => {
  const made = await makeWorkspace();
  workspaceId = made.workspaceId;
  caller = createTestCaller({ userId: made.userId });
  api = caller.actions;
  ({ id: botId } = await caller.bots.create({ name: "Shop", templateId: null }));
});

function definition(functionName: string, changes: Partial<DefinitionInput> = {}): DefinitionInput {
  return {
    name: `Action ${functionName}`,
    functionName,
    description: "",
    arguments: [{ name: "order", description: "The number", type: "string", required: true }],
    constants: [],
    steps: [webhookStep("https://shop.example.com/{{args.order}}")],
    returnMode: "last",
    errorMessage: "",
    ...changes,
  };
}

describe("Drafts", () => {
  it("are created, listed in order, read, changed and deleted", async () => {
    const first = await api.create({ botId, definition: definition("first") });
    const second = await api.create({ botId, definition: definition("second") });
    expect(await api.list({ botId })).toMatchObject([
      { id: first.id, name: "Action first", functionName: "first", stepCount: 1, enabled: true, position: 0 },
      { id: second.id, functionName: "second", position: 1 },
    ]);
    await api.update({ actionId: first.id, definition: definition("renamed"), enabled: false });
    expect(await api.get({ actionId: first.id })).toMatchObject({
      botId,
      enabled: false,
      definition: definition("renamed"),
    });
    await api.update({ actionId: first.id, enabled: true });
    expect(await api.get({ actionId: first.id })).toMatchObject({ enabled: true, definition: definition("renamed") });
    await api.delete({ actionId: first.id });
    expect((await api.list({ botId })).map(({ id }) => id)).toEqual([second.id]);
    await expect(api.get({ actionId: first.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("mark the bot as changed", async () => {
    const before = new Date(0);
    const touched = async () => {
      const [bot] = await db.select().from(bots).where(eq(bots.id, botId));
      await db.update(bots).set({ updatedAt: before }).where(eq(bots.id, botId));
      return bot?.updatedAt.getTime() !== before.getTime();
    };
    await touched();
    const { id } = await api.create({ botId, definition: definition("a") });
    expect(await touched()).toBe(true);
    await api.update({ actionId: id, enabled: false });
    expect(await touched()).toBe(true);
    await api.reorder({ botId, actionIds: [id] });
    expect(await touched()).toBe(true);
    await api.list({ botId });
    expect(await touched()).toBe(false);
    await api.delete({ actionId: id });
    expect(await touched()).toBe(true);
  });

  it("have unique function names, even if two are created concurrently", async () => {
    const ends = await Promise.allSettled([1, 2, 3].map(() => api.create({ botId, definition: definition("same") })));
    const refused = ends.filter((end) => end.status === "rejected");
    expect(refused).toHaveLength(2);
    expect(refused[0]?.reason).toMatchObject({
      code: "CONFLICT",
      message: 'The action "Action same" has the function name "same" already. Choose another.',
    });
    const { id } = await api.create({ botId, definition: definition("other") });
    await expect(api.update({ actionId: id, definition: definition("same") })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const { id: otherBot } = await caller.bots.create({ name: "Other", templateId: null });
    await api.create({ botId: otherBot, definition: definition("same") });
    expect((await api.list({ botId })).map(({ position }) => position)).toEqual([0, 1]);
  });

  it("are sorted by naming each of them once", async () => {
    const ids: string[] = [];
    for (const name of ["a", "b", "c"]) ids.push((await api.create({ botId, definition: definition(name) })).id);
    const [a = "", b = "", c = ""] = ids;
    await api.reorder({ botId, actionIds: [c, a, b] });
    expect((await api.list({ botId })).map(({ functionName }) => functionName)).toEqual(["c", "a", "b"]);
    for (const actionIds of [[a, b], [a, b, b], [a, b, c, "act_other"], []]) {
      await expect(api.reorder({ botId, actionIds })).rejects.toMatchObject({ code: "CONFLICT" });
    }
  });

  it("are refused with every fault", async () => {
    const broken = definition("bad name", { steps: [webhookStep("https://{{args.order}}/{{args.nope}}")] });
    await expect(api.create({ botId, definition: broken })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      cause: {
        details: [
          { path: ["functionName"] },
          { path: ["steps", 0, "url"], message: 'There is no argument "nope". There is: order.' },
        ],
      },
    });
    expect(await api.list({ botId })).toEqual([]);
  });

  it("do not return their secrets", async () => {
    const secret = (value: string | null) => [{ secret: true as const, name: "key", value }];
    const { id } = await api.create({ botId, definition: definition("s", { constants: secret("k-12345") }) });
    const { definition: seen } = await api.get({ actionId: id });
    expect(seen.constants).toEqual(secret(null));
    await api.update({ actionId: id, definition: { ...seen, name: "Renamed" } });
    const [row] = await db.select().from(actions).where(eq(actions.id, id));
    const [kept] = row?.definition.constants ?? [];
    expect(kept?.secret && openSecret(kept.sealed)).toBe("k-12345");
    expect(JSON.stringify([await api.get({ actionId: id }), row])).not.toContain("k-12345");
  });

  it("are duplicated below the original, off, under free names and with their secrets", async () => {
    const constants = [{ secret: true as const, name: "key", value: "k-12345" }];
    const { id } = await api.create({ botId, definition: definition("look_up", { constants }) });
    const last = await api.create({ botId, definition: definition("last") });
    const copy = await api.duplicate({ actionId: id });
    expect(copy.name).toBe("Action look_up (copy)");
    const second = await api.duplicate({ actionId: copy.id });
    const listed = await api.list({ botId });
    expect(listed.map((action) => action.id)).toEqual([id, copy.id, second.id, last.id]);
    expect(listed.map(({ functionName, enabled }) => [functionName, enabled])).toEqual([
      ["look_up", true],
      ["look_up_copy", false],
      ["look_up_copy_2", false],
      ["last", true],
    ]);
    const [row] = await db.select().from(actions).where(eq(actions.id, copy.id));
    const [constant] = row?.definition.constants ?? [];
    expect(constant?.secret && openSecret(constant.sealed)).toBe("k-12345");
    expect(row?.definition).toMatchObject({ name: "Action look_up (copy)", functionName: "look_up_copy" });
  });

  it("are duplicated even if their names are as long as names may be", async () => {
    const long = definition("f".repeat(64), { name: "N".repeat(100) });
    const { id } = await api.create({ botId, definition: long });
    const copy = await api.duplicate({ actionId: id });
    const { definition: made } = await api.get({ actionId: copy.id });
    // It can be saved as it is.
    await api.update({ actionId: copy.id, definition: made });
    expect(made.name).toHaveLength(100);
  });

  it("are accessible to the editors of their workspace only", async () => {
    const { id } = await api.create({ botId, definition: definition("mine") });
    const stranger = await makeWorkspace();
    const theirs = createTestCaller({ userId: stranger.userId }).actions;
    expect(await theirs.list({ botId })).toEqual([]);
    const notFound = { code: "NOT_FOUND" };
    await expect(theirs.get({ actionId: id })).rejects.toMatchObject(notFound);
    await expect(theirs.create({ botId, definition: definition("x") })).rejects.toMatchObject(notFound);
    await expect(theirs.update({ actionId: id, enabled: false })).rejects.toMatchObject(notFound);
    await expect(theirs.delete({ actionId: id })).rejects.toMatchObject(notFound);
    await expect(theirs.duplicate({ actionId: id })).rejects.toMatchObject(notFound);
    await expect(theirs.reorder({ botId, actionIds: [id] })).rejects.toMatchObject(notFound);
    await expect(theirs.try({ actionId: id, arguments: { order: "1" } })).rejects.toMatchObject(notFound);
    const viewer = createTestCaller({ userId: (await makeMember(workspaceId, "viewer")).userId, workspaceId }).actions;
    expect(await viewer.list({ botId })).toHaveLength(1);
    await expect(viewer.update({ actionId: id, enabled: false })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(viewer.duplicate({ actionId: id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(viewer.try({ actionId: id, arguments: { order: "1" } })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("Try it", () => {
  it("queues a run of the draft that can be followed", async () => {
    const target = await startTargetServer();
    const steps = [webhookStep(`${target.url}/o/{{args.order}}`)];
    const { id } = await api.create({ botId, definition: definition("look_up", { steps }) });
    const { runId } = await api.try({ actionId: id, arguments: { order: 42 } });
    expect(await api.run({ runId })).toMatchObject({ status: "queued", arguments: { order: "42" }, steps: [] });
    const owed = await db.select().from(outbox);
    expect(owed.map(({ name, data }) => [name, data])).toContainEqual(["action/run.requested", { workspaceId, runId }]);
    await finish({ workspaceId, runId });
    expect(await api.run({ runId })).toMatchObject({
      status: "succeeded",
      conversationId: null,
      result: '{"ok":true}',
      steps: [{ position: 1, output: { attempts: [{ url: `${target.url}/o/42`, status: 200 }] } }],
    });
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId });
    await expect(stranger.actions.run({ runId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("refuses missing or wrong arguments and names them", async () => {
    const args: DefinitionInput["arguments"] = [
      { name: "order", description: "", type: "string", required: true },
      { name: "count", description: "", type: "number", required: false },
    ];
    const { id } = await api.create({ botId, definition: definition("look_up", { arguments: args }) });
    await expect(api.try({ actionId: id, arguments: { count: "many" } })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: "The action was not called. Check these arguments: order, count.",
      cause: { details: [{ path: ["arguments", "order"] }, { path: ["arguments", "count"] }] },
    });
    expect(await db.select().from(actionRuns).where(eq(actionRuns.actionId, id))).toEqual([]);
  });
});
