import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import { workspaceSecrets } from "@/db/schema/secrets";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { publishBot } from "@/server/bots/publish-bot";
import { openSecret, sealSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { receiveCallback } from "../steps/callback/receive-callback";
import { createRun } from "../runs/create-run";
import { runStep } from "../runs/run-action";
import { endStep, loadWait } from "../runs/step-wait";
import { plainOutput } from "@/server/schemas/step-output";
import { definitionOf, finish, webhookStep } from "../testing/fixtures";
import { startTargetServer, type TargetServer } from "../testing/target-server";
import { checkDefinition } from "../definition/check-definition";
import type { DefinitionInput } from "../definition/definition-input";

const VALUE = "sk-live/& 8f3a9b2c71";
const SEEN = encodeURIComponent(VALUE);

let ctx: ServiceContext;
let userId: string;
let caller: ReturnType<typeof createTestCaller>;
let workspaceId: string;
let botId: string;
let target: TargetServer;

beforeEach(async () => {
  ({ ctx, userId, workspaceId } = await makeWorkspace());
  caller = createTestCaller({ userId });
  ({ id: botId } = await caller.bots.create({ name: "Shop", templateId: null }));
  target = await startTargetServer();
});

const addSecret = (name = "shop_key", value = VALUE) => caller.secrets.create({ name, value, note: "" });

/** A webhook step that sends a secret in a header. */
const sending = (path: string, name = "shop_key") =>
  webhookStep(`${target.url}${path}`, { headers: [{ name: "X-Key", value: `{{secrets.${name}}}` }] });

const actionOf = (steps: DefinitionInput["steps"], changes: Partial<DefinitionInput> = {}): DefinitionInput => ({
  name: "Look up",
  functionName: "look_up",
  description: "",
  arguments: [],
  constants: [],
  steps,
  returnMode: "last",
  errorMessage: "",
  ...changes,
});

/** Runs the steps as a published bot would. Returns all that is stored and shown of the run. */
async function runSteps(steps: DefinitionInput["steps"], of = workspaceId, changes: object = {}) {
  const definition = checkDefinition(definitionOf(steps, changes));
  const run = { workspaceId: of, botId, actionId: "act_1", conversationId: null, turnId: null, arguments: {} };
  const { id: runId } = await createRun({ ...run, definition });
  const outcome = await finish({ workspaceId: of, runId });
  const seen = of === workspaceId ? await caller.actions.run({ runId }) : null;
  return { outcome, seen, all: JSON.stringify([outcome, seen]) };
}

const sentKeys = () => target.received.map(({ headers }) => headers["x-key"]);

function expectMasked(text: string, value = VALUE) {
  for (const form of [value, encodeURIComponent(value), Buffer.from(value).toString("base64"), "8f3a9b2c71"]) {
    expect(text).not.toContain(form);
  }
  expect(text).toContain("•••");
}

describe("A workspace secret", () => {
  it("is listed with its note, who changed it and where it is used, and never with its value", async () => {
    const { id } = await caller.secrets.create({ name: "shop_key", value: ` ${VALUE}\n`, note: "Of the shop" });
    const action = await caller.actions.create({ botId, definition: actionOf([sending("/a")]) });
    const [row] = await db.select().from(workspaceSecrets).where(eq(workspaceSecrets.id, id));
    expect(openSecret(row?.sealed ?? "")).toBe(VALUE);
    await publishBot(ctx, botId);
    const listed = await caller.secrets.list();
    const use = { botId, botName: "Shop", actionId: action.id, actionName: "Look up", inDraft: true, published: true };
    expect(listed).toEqual([
      {
        id,
        name: "shop_key",
        note: "Of the shop",
        updatedAt: expect.any(String),
        updatedByName: expect.any(String),
        uses: [use],
      },
    ]);
    expect(JSON.stringify(listed)).not.toContain("8f3a9b2c71");
    expect(await caller.secrets.names()).toEqual(["shop_key"]);
  });

  it("keeps its value when only the note is changed", async () => {
    const { id } = await addSecret();
    await caller.secrets.update({ secretId: id, value: "", note: "New" });
    const [row] = await db.select().from(workspaceSecrets).where(eq(workspaceSecrets.id, id));
    expect(row).toMatchObject({ note: "New", updatedBy: userId });
    expect(openSecret(row?.sealed ?? "")).toBe(VALUE);
  });

  it("needs a free name and a value that can be masked", async () => {
    await addSecret();
    await expect(addSecret()).rejects.toThrow('There is a secret named "shop_key" already.');
    await expect(addSecret("other", "abc")).rejects.toThrow("at least 4 characters");
    await expect(addSecret("other", "   ")).rejects.toThrow("at least 4 characters");
    await expect(addSecret("a b")).rejects.toThrow("Use letters, digits and _ only");
    await expect(addSecret("long", "x".repeat(2001))).rejects.toThrow("at most 2000 characters");
  });

  it("is changed by admins only, and its name is seen by editors only", async () => {
    const { id: secretId } = await addSecret();
    const as = async (role: "admin" | "editor" | "operator" | "viewer") =>
      createTestCaller({ userId: (await makeMember(workspaceId, role)).userId }).secrets;
    const [admin, editor, operator, viewer] = [
      await as("admin"),
      await as("editor"),
      await as("operator"),
      await as("viewer"),
    ];
    await admin.update({ secretId, value: "another-value", note: "" });
    for (const other of [editor, operator, viewer]) {
      await expect(other.create({ name: "x", value: "12345", note: "" })).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(other.update({ secretId, value: "12345", note: "" })).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(other.delete({ secretId, force: true })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    expect(await editor.names()).toEqual(["shop_key"]);
    expect(await editor.list()).toHaveLength(1);
    await expect(operator.list()).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(viewer.names()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("does not exist for another workspace", async () => {
    const { id: secretId } = await addSecret();
    const stranger = await makeWorkspace();
    const theirs = createTestCaller({ userId: stranger.userId });
    expect(await theirs.secrets.list()).toEqual([]);
    await expect(theirs.secrets.update({ secretId, value: "12345", note: "" })).rejects.toThrow("does not exist");
    await expect(theirs.secrets.delete({ secretId, force: true })).rejects.toThrow("does not exist");
    const { outcome, all } = await runSteps([sending("/a")], stranger.workspaceId);
    expect(outcome).toMatchObject({ status: "failed" });
    expect(all).not.toContain("8f3a9b2c71");
    expect(target.received).toEqual([]);
    const { id } = await theirs.bots.create({ name: "Theirs", templateId: null });
    const saved = theirs.actions.create({ botId: id, definition: actionOf([sending("/a")]) });
    await expect(saved).rejects.toThrow('There is no workspace secret "shop_key".');
  });
});

describe("A run with a workspace secret", () => {
  it("sends it in all places, and masks it in its trace also when the server echoes it", async () => {
    await addSecret();
    target.on("/echo", (request, response) => {
      const key = String(request.headers["x-key"]);
      const basic = Buffer.from(`user:${VALUE}`).toString("base64");
      response.setHeader("x-echo", encodeURIComponent(key));
      response.end(JSON.stringify({ key, url: request.url, basic }));
    });
    const value = "{{secrets.shop_key}}";
    const step = webhookStep(`${target.url}/echo/${value}`, {
      method: "POST",
      query: [{ name: "k", value }],
      headers: [{ name: "X-Key", value: `Bearer ${value}` }],
      body: { type: "json", text: `{"key": "${value}"}` },
    });
    const { outcome, all } = await runSteps([step]);
    expect(outcome).toMatchObject({ status: "succeeded" });
    expect(target.received[0]).toMatchObject({ url: `/echo/${SEEN}?k=${SEEN}`, body: `{"key": "${VALUE}"}` });
    expect(sentKeys()).toEqual([`Bearer ${VALUE}`]);
    expectMasked(all);
    expect(all).not.toContain(Buffer.from(`user:${VALUE}`).toString("base64"));
  });

  it("masks it in the error of a failing request and of a server that cannot be reached", async () => {
    await addSecret("shop_key", "plain-8f3a9b2c71");
    target.on("/fail", (request, response) => {
      response.statusCode = 500;
      response.end(`Wrong key ${String(request.headers["x-key"])}`);
    });
    const failing = await runSteps([sending("/fail")]);
    expect(sentKeys()[0]).toBe("plain-8f3a9b2c71");
    expect(failing.outcome).toMatchObject({ status: "failed" });
    expectMasked(failing.all, "plain-8f3a9b2c71");
    target.on("/gone", (_request, response) => void response.destroy());
    const gone = webhookStep(`${target.url}/gone/{{secrets.shop_key}}`);
    const { outcome, all } = await runSteps([gone]);
    expect(outcome).toMatchObject({ status: "failed" });
    expectMasked(all, "plain-8f3a9b2c71");
  });

  it("masks it in the answer to a later step that does not use it, and in what a condition shows", async () => {
    await addSecret("shop_key", "plain-8f3a9b2c71");
    target.on("/later", { body: '{"logged":"plain-8f3a9b2c71"}' });
    const later = webhookStep(`${target.url}/later`, {
      name: "later",
      condition: { match: "all", rules: [{ left: "{{secrets.shop_key}}", operator: "is_not_empty", right: "" }] },
    });
    const skipped = {
      ...webhookStep(`${target.url}/never`, { name: "never" }),
      condition: {
        match: "all" as const,
        rules: [{ left: "{{secrets.shop_key}}", operator: "equals" as const, right: "x" }],
      },
    };
    const { all } = await runSteps([sending("/first"), later, skipped], workspaceId, { returnMode: "all" });
    expect(target.received.map(({ url }) => url)).toEqual(["/first", "/later"]);
    expectMasked(all, "plain-8f3a9b2c71");
  });

  it("masks it in the body of a callback", async () => {
    await addSecret("shop_key", "plain-8f3a9b2c71");
    const definition = checkDefinition(
      definitionOf([
        { ...sending("/start"), body: { type: "text", text: "{{callback.url}}" }, method: "POST" },
        { kind: "callback", name: "answer", timeoutSeconds: 60 },
      ]),
    );
    const run = { workspaceId, botId, actionId: "act_1", conversationId: null, turnId: null, arguments: {} };
    const { id: runId } = await createRun({ ...run, definition });
    await runStep({ workspaceId, runId }, 1);
    const received = { body: { echo: "plain-8f3a9b2c71" }, contentType: "application/json" };
    expect(await receiveCallback({ runId, position: 2 }, received)).toBe("accepted");
    await finish({ workspaceId, runId }, 2);
    expectMasked(JSON.stringify(await caller.actions.run({ runId })), "plain-8f3a9b2c71");
  });

  it("masks it in the question to another bot, and in its answer", async () => {
    await addSecret("shop_key", "plain-8f3a9b2c71");
    const { id: askedId } = await caller.bots.create({ name: "Asked", templateId: null });
    const ask = { kind: "sub_bot", name: "ask", botId: askedId, input: "Key {{secrets.shop_key}}" };
    const run = {
      workspaceId,
      botId,
      actionId: "act_1",
      conversationId: null,
      turnId: null,
      isDraft: true,
      arguments: {},
    };
    const { id: runId } = await createRun({ ...run, definition: checkDefinition(definitionOf([], { steps: [ask] })) });
    const key = { workspaceId, runId };
    await runStep(key, 1);
    expect((await loadWait(key, 1))?.rest).toMatchObject({ type: "bot", input: "Key •••" });
    const output = plainOutput({ body: "It is plain-8f3a9b2c71", forBot: "plain-8f3a9b2c71", summary: "Asked" });
    await endStep(key, 1, { status: "succeeded", output });
    expectMasked(JSON.stringify(await caller.actions.run({ runId })), "plain-8f3a9b2c71");
  });

  it("uses a changed value from its next run on", async () => {
    const { id: secretId } = await addSecret("shop_key", "first-value");
    await runSteps([sending("/a")]);
    await caller.secrets.update({ secretId, value: "second-value", note: "" });
    const { all } = await runSteps([sending("/a")]);
    expect(sentKeys()).toEqual(["first-value", "second-value"]);
    expect(all).not.toContain("second-value");
  });

  it("fails with a clear error when the secret is missing or unreadable, which the bot does not learn", async () => {
    const missing = await runSteps([webhookStep(`${target.url}/a`), { ...sending("/b", "gone"), name: "second" }]);
    expect(missing.outcome).toMatchObject({ status: "failed" });
    expect(JSON.stringify(missing.seen)).toContain('There is no workspace secret \\"gone\\". Add it in Settings');
    expect(JSON.stringify(missing.outcome)).not.toContain("gone");
    const { id } = await addSecret();
    await db
      .update(workspaceSecrets)
      .set({ sealed: `${sealSecret("x")}A` })
      .where(eq(workspaceSecrets.id, id));
    const unreadable = await runSteps([sending("/c")]);
    expect(JSON.stringify(unreadable.seen)).toContain("cannot be read any more");
    expect(target.received.map(({ url }) => url)).toEqual(["/a"]);
  });
});

describe("A trial with a workspace secret", () => {
  it("sends it, and shows it masked", async () => {
    await addSecret("shop_key", "plain-8f3a9b2c71");
    target.on("/echo", (request, response) => response.end(String(request.headers["x-key"])));
    const { id: actionId } = await caller.actions.create({ botId, definition: actionOf([sending("/echo")]) });
    const whole = await caller.actions.try({ actionId, arguments: {} });
    await finish({ workspaceId, runId: whole.runId });
    const one = await caller.actions.tryStep({ actionId, stepName: "call", arguments: {} });
    await finish({ workspaceId, runId: one.runId });
    expect(sentKeys()).toEqual(["plain-8f3a9b2c71", "plain-8f3a9b2c71"]);
    for (const { runId } of [whole, one]) {
      expectMasked(JSON.stringify(await caller.actions.run({ runId })), "plain-8f3a9b2c71");
      const [row] = await db.select().from(actionRuns).where(eq(actionRuns.id, runId));
      expect(JSON.stringify(row)).not.toContain("8f3a9b2c71");
    }
  });
});

describe("An action", () => {
  it("is not saved with a secret that does not exist, or in a text that people see", async () => {
    await addSecret();
    const absent = caller.actions.create({ botId, definition: actionOf([sending("/a", "shop_kye")]) });
    await expect(absent).rejects.toThrow(
      'There is no workspace secret "shop_kye". Add it in Settings > Secrets, or take {{secrets.shop_kye}} out. (steps.0.headers.0.value)',
    );
    const seen = {
      kind: "set_variables" as const,
      name: "keep",
      values: [{ name: "key", value: "{{secrets.shop_key}}" }],
    };
    const shown = caller.actions.create({ botId, definition: actionOf([seen]) });
    await expect(shown).rejects.toThrow('"shop_key" is a secret of the workspace, and this text can be seen.');
  });

  it("may take its server from a secret", async () => {
    await addSecret("base", target.url);
    const definition = actionOf([webhookStep("{{secrets.base}}/orders")]);
    await caller.actions.create({ botId, definition });
    const { outcome } = await runSteps(definition.steps);
    expect(outcome).toMatchObject({ status: "succeeded" });
    expect(target.received.map(({ url }) => url)).toEqual(["/orders"]);
  });

  it("uses at most 20 secrets", async () => {
    const names = Array.from({ length: 21 }, (_, i) => `{{secrets.s${i}}}`).join("");
    const definition = definitionOf([webhookStep(`${target.url}/a`, { query: [{ name: "q", value: names }] })]);
    expect(() => checkDefinition(definition)).toThrow("An action has at most 20 secrets; these are 21.");
  });
});

describe("Deleting a secret", () => {
  it("is refused while a draft or a published version uses it, unless it is forced", async () => {
    const { id: secretId } = await addSecret();
    const { id: actionId } = await caller.actions.create({ botId, definition: actionOf([sending("/a")]) });
    await expect(caller.secrets.delete({ secretId })).rejects.toThrow('is used by "Look up" of Shop (draft).');
    await publishBot(ctx, botId);
    await expect(caller.secrets.delete({ secretId })).rejects.toThrow('"Look up" of Shop (draft and published)');
    await caller.actions.delete({ actionId });
    await expect(caller.secrets.delete({ secretId })).rejects.toThrow('"Look up" of Shop (published)');
    await caller.secrets.delete({ secretId, force: true });
    expect(await caller.secrets.list()).toEqual([]);
  });

  it("keeps bots that use it from being published", async () => {
    const { id: secretId } = await addSecret();
    await caller.actions.create({ botId, definition: actionOf([sending("/a")]) });
    await caller.secrets.delete({ secretId, force: true });
    expect(await caller.bots.problems({ botId })).toMatchObject([
      { message: expect.stringContaining('There is no workspace secret "shop_key".'), place: { stepName: "call" } },
    ]);
    await expect(publishBot(ctx, botId)).rejects.toThrow('There is no workspace secret "shop_key".');
    await addSecret();
    expect(await publishBot(ctx, botId)).toEqual({ state: "published", number: 1 });
  });
});
