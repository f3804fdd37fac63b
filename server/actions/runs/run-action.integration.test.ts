import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { conversations } from "@/db/schema/conversations";
import { makeWorkspace } from "@/db/testing/factories";
import { makeConversation, makeCustomChannel } from "@/server/channels/custom/testing/fixtures";
import { captureLog } from "@/server/log/testing/capture-log";
import { getRun } from "../history/get-run";
import { failRun } from "./end-run";
import { runStep } from "./run-action";
import { showRun } from "../history/show-run";
import { definitionOf, finish, queueRun, run, webhookStep } from "../testing/fixtures";
import { startTargetServer, type TargetServer } from "../testing/target-server";

let target: TargetServer;
beforeEach(async () => {
  target = await startTargetServer();
});

/** Makes webhook steps that each call the path of their name. */
function steps(...names: string[]) {
  return names.map((name) => webhookStep(`${target.url}/${name}`, { name }));
}

describe("a run", () => {
  it("changes from queued to succeeded, returns a result for the bot, and stores each step", async () => {
    target.on("/one", { body: '{"status":"shipped"}' });
    const { outcome, seen } = await run(definitionOf(steps("one")), { x: "A-1" });
    expect(outcome).toMatchObject({ status: "succeeded", result: '{"status":"shipped"}' });
    expect(seen).toMatchObject({ status: "succeeded", result: outcome.result, error: null, arguments: { x: "A-1" } });
    expect(seen.finishedAt?.getTime()).toBeGreaterThanOrEqual(seen.startedAt?.getTime() ?? Infinity);
    expect(seen.steps).toMatchObject([
      {
        position: 1,
        name: "one",
        kind: "webhook",
        status: "succeeded",
        output: { status: 200, body: { status: "shipped" }, truncated: false, error: null },
      },
    ]);
    expect(seen.steps[0]?.output.attempts).toMatchObject([
      { method: "GET", url: `${target.url}/one`, status: 200, requestBody: null, error: null, responseBytes: 20 },
    ]);
  });

  it("has one line in the log for each step, with its ids, kind, status and time, and none of its data", async () => {
    const log = captureLog();
    target.on("/one", { body: '{"card":"4111 1111"}' });
    target.on("/two", { status: 500, body: "no 4111 1111" });
    const { outcome } = await run(definitionOf(steps("one", "two")), { x: "4111 1111" });
    log.stop();
    const ids = {
      runId: outcome.runId,
      workspaceId: expect.stringMatching(/^ws_/),
      botId: expect.stringMatching(/^bot_/),
    };
    expect(log.lines().filter(({ event }) => event === "action.step")).toEqual([
      expect.objectContaining({ ...ids, position: 1, kind: "webhook", status: "succeeded", httpStatus: 200 }),
      expect.objectContaining({ ...ids, position: 2, kind: "webhook", httpStatus: 500, ms: expect.any(Number) }),
    ]);
    expect(log.raw.join("")).not.toContain("4111");
  });

  it("is never read as ended without its steps", async () => {
    const { workspaceId, ctx } = await queueRun(definitionOf(steps("one")));
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const key = await queueRun(definitionOf(steps("one")), {}, { workspaceId });
      const look = async () => {
        const { status, steps: seen } = await showRun({ ...ctx, workspaceId }, key.runId);
        return { isEnded: status === "succeeded", steps: seen.length };
      };
      const looks: Promise<{ isEnded: boolean; steps: number }>[] = [];
      const timer = setInterval(() => looks.push(look()), 1);
      await finish(key);
      clearInterval(timer);
      const seen = await Promise.all([...looks, look()]);
      expect(seen.filter(({ isEnded, steps }) => isEnded && steps === 0)).toEqual([]);
      expect(seen.at(-1)).toEqual({ isEnded: true, steps: 1 });
    }
  });

  it("uses an earlier step's output in the path, query, header and body of a later step", async () => {
    target.on("/login", {
      status: 201,
      headers: { "content-type": "application/json", "X-Session": "sess 1" },
      body: '{"data":{"keys":[{"value":"k/1"}]},"id":12345678901234567890}',
    });
    const second = webhookStep(`${target.url}/use/{{steps.login.body.data.keys[0].value}}`, {
      name: "use",
      method: "POST",
      query: [{ name: "s", value: "{{steps.login.status}}" }],
      headers: [{ name: "Authorization", value: "Bearer {{steps.login.body.data.keys[0].value}}" }],
      body: {
        type: "json",
        text: '{"key":"{{steps.login.body.data.keys[0]}}","s":"{{steps.login.headers.x-session}}","id":"{{steps.login.body.id}}"}',
      },
    });
    const login = webhookStep(`${target.url}/login`, { name: "login", acceptedStatusCodes: [201] });
    const { outcome, seen } = await run(definitionOf([login, second]));
    expect(outcome.status).toBe("succeeded");
    expect(target.received[1]).toMatchObject({
      url: "/use/k%2F1?s=201",
      headers: { authorization: "Bearer k/1", "content-type": "application/json" },
    });
    expect(JSON.parse(target.received[1]?.body ?? "")).toEqual({
      key: { value: "k/1" },
      s: "sess 1",
      id: "12345678901234567890",
    });
    // People see that a key was sent, but see neither the key nor the session header.
    expect(seen.steps[1]?.output.attempts[0]?.requestHeaders["Authorization"]).toBe("•••");
    expect(seen.steps[0]?.output.headers["x-session"]).toBe("•••");
  });

  it("uses the conversation's variables with their types", async () => {
    const channel = await makeCustomChannel();
    const { conversationId } = await makeConversation(channel);
    await db
      .update(conversations)
      .set({ variables: { tier: 3, tags: ["a"] }, placeholders: { deal: "d-9" }, clientName: "Ada" })
      .where(eq(conversations.id, conversationId));
    const step = webhookStep(`${target.url}/v`, {
      method: "POST",
      body: {
        type: "json",
        text: '{"t":"{{variables.tier}}","g":"{{variables.tags}}","d":"{{variables.deal}}","n":"{{variables.client_name}}","u":"{{variables.unknown}}"}',
      },
    });
    const { workspaceId } = channel;
    await finish(await queueRun(definitionOf([step]), {}, { workspaceId, conversationId }));
    expect(JSON.parse(target.received[0]?.body ?? "")).toEqual({ t: 3, g: ["a"], d: "d-9", n: "Ada" });
    // A run of another workspace must not see the conversation's values.
    await finish(await queueRun(definitionOf([step]), {}, { conversationId }));
    expect(JSON.parse(target.received[1]?.body ?? "")).toEqual({});
  });

  it.each([
    ["last", '{"n":3}'],
    ["first", '{"n":1}'],
    ["all", 'one: {"n":1}\ntwo: {"n":2}\nthree: {"n":3}'],
  ])("returns the result by its mode: %s", async (returnMode, result) => {
    target.on("/one", { body: '{"n":1}' });
    target.on("/two", { body: '{"n":2}' });
    target.on("/three", { body: '{"n":3}' });
    const { outcome } = await run(definitionOf(steps("one", "two", "three"), { returnMode }));
    expect(outcome.result).toBe(result);
  });

  it("ends at the step that failed", async () => {
    target.on("/two", { status: 500, body: "boom" });
    const { outcome, seen } = await run(definitionOf(steps("one", "two", "three"), { returnMode: "first" }));
    expect(outcome).toMatchObject({ status: "failed", result: "" });
    expect(seen.error).toBe('Step "two": The server answered 500; accepted: 200.');
    expect(seen.steps.map((step) => step.status)).toEqual(["succeeded", "failed"]);
    expect(target.received.map(({ url }) => url)).toEqual(["/one", "/two"]);
  });

  it("cuts the result for the bot to 60,000 characters", async () => {
    target.on("/one", { headers: { "content-type": "text/plain" }, body: "y".repeat(100_000) });
    const { outcome, seen } = await run(definitionOf(steps("one")));
    expect(outcome.result).toHaveLength(60_000);
    expect(outcome.result).toContain("[Cut: the answer has 100000 characters");
    expect(seen.steps[0]?.output.body).toHaveLength(100_000);
  });

  it("replaces what PostgreSQL cannot store: NUL and unpaired surrogates", async () => {
    target.on("/one", { body: '{"a\\u0000":"b\\u0000\\ud800"}' });
    const { outcome, seen } = await run(definitionOf(steps("one")), { x: "nul\0 half\ud800" });
    expect(outcome.status).toBe("succeeded");
    expect(seen.steps[0]?.output.body).toEqual({ "a\uFFFD": "b\uFFFD\uFFFD" });
    expect(seen.arguments).toEqual({ x: "nul\uFFFD half\uFFFD" });
  });
});

describe("a run that crashes", () => {
  it("does not repeat a stored step", async () => {
    const key = await queueRun(definitionOf(steps("one", "two")));
    expect(await runStep(key, 1)).toEqual({ status: "succeeded", rest: null, outcome: null });
    expect(await runStep(key, 1)).toEqual({ status: "succeeded", rest: null, outcome: null });
    const last = await runStep(key, 2);
    expect(last.outcome).toMatchObject({ status: "succeeded", runId: key.runId });
    expect(await runStep(key, 2)).toEqual(last);
    expect(await runStep(key, 1)).toEqual(last);
    expect(target.received.map(({ url }) => url)).toEqual(["/one", "/two"]);
  });

  it("repeats a step that was not stored, with the same idempotency key", async () => {
    const post = webhookStep(`${target.url}/one`, { method: "POST", body: { type: "text", text: "x" } });
    const key = await queueRun(definitionOf([post]));
    await finish(key);
    await db.delete(actionStepRuns).where(eq(actionStepRuns.runId, key.runId));
    await db.update(actionRuns).set({ status: "running" }).where(eq(actionRuns.id, key.runId));
    await finish(key);
    const keys = target.received.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toEqual([`${key.runId}-1`, `${key.runId}-1`]);
  });

  it("stores one outcome for concurrent executors, and all of them return it", async () => {
    let answered = 0;
    target.on("/one", (_request, response) => {
      answered += 1;
      response.setHeader("content-type", "application/json").end(`{"n":${answered}}`);
    });
    const key = await queueRun(definitionOf(steps("one")));
    const ends = await Promise.all([runStep(key, 1), runStep(key, 1), runStep(key, 1)]);
    const rows = await db.select().from(actionStepRuns).where(eq(actionStepRuns.runId, key.runId));
    expect(rows).toHaveLength(1);
    expect(new Set(ends.map((end) => end.outcome?.result))).toEqual(new Set([rows[0]?.output.forBot]));
  });
});

describe("failRun", () => {
  it("sets a reason for people and the error message for the bot", async () => {
    const key = await queueRun(definitionOf(steps("one"), { errorMessage: "Call us." }));
    await failRun(key, "The database\0 is gone.");
    expect(await getRun(key.ctx, key.runId)).toMatchObject({
      status: "failed",
      error: "The database\uFFFD is gone.",
      result: "Call us.",
    });
    expect((await runStep(key, 1)).outcome).toMatchObject({ status: "failed", result: "Call us." });
    expect(target.received).toEqual([]);
  });

  it("does not change a run that has ended", async () => {
    const key = await queueRun(definitionOf(steps("one")));
    const outcome = await finish(key);
    await failRun(key, "late");
    expect((await runStep(key, 1)).outcome).toEqual(outcome);
  });

  it("does not affect a run of another workspace", async () => {
    const key = await queueRun(definitionOf(steps("one")));
    const other = await makeWorkspace();
    const foreign = { workspaceId: other.workspaceId, runId: key.runId };
    await expect(getRun(other.ctx, key.runId)).rejects.toMatchObject({ code: "not_found" });
    await expect(runStep(foreign, 1)).rejects.toThrow("There is no action run");
    await failRun(foreign, "not yours");
    const [row] = await db
      .select({ status: actionRuns.status })
      .from(actionRuns)
      .where(and(eq(actionRuns.id, key.runId)));
    expect(row?.status).toBe("queued");
  });
});
