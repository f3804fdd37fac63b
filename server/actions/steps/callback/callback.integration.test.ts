import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { actionCallbacks, actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { getRun } from "../../history/get-run";
import type { RunKey } from "../../runs/load-run";
import { resumeRun } from "../../runs/suspend-run";
import { runStep } from "../../runs/run-action";
import { definitionOf, finish, queueRun, webhookStep } from "../../testing/fixtures";
import { callbackStep, givingStep, when } from "../../testing/steps";
import { startTargetServer, type TargetServer } from "../../testing/target-server";
import { answerCallback, refuseMethod } from "./answer-callback";

const events = await startEventEndpoint();
let target: TargetServer;
beforeEach(async () => {
  target = await startTargetServer();
  events.sent.length = 0;
});

/** An action that sends its callback address, waits for the callback, and uses its body. */
function paying(changes: object = {}, callback = callbackStep()) {
  const use = webhookStep(`${target.url}/use/{{steps.paid.body.id}}`, { name: "use" });
  return definitionOf([givingStep(`${target.url}/order`), callback, use], changes);
}

const giving = z.object({ callback: z.url() });

/** The callback address that the target server received. */
function addressGiven(request = target.received[0]): string {
  return giving.parse(JSON.parse(request?.body ?? "")).callback;
}

function post(url: string, body: BodyInit, type = "application/json") {
  const request = new Request(url, { method: "POST", body, headers: { "content-type": type } });
  return answerCallback(request, url.split("/").at(-1) ?? "");
}

async function eventsOf({ runId }: RunKey, name: string) {
  return events.sent.filter((event) => event.name === name && event.data["runId"] === runId).map(({ data }) => data);
}

describe("a callback", () => {
  it("resumes the waiting run, with its body as the step's result", async () => {
    const key = await queueRun(paying());
    const suspended = await finish(key);
    expect(suspended).toMatchObject({ status: "waiting", runId: key.runId });
    expect(suspended.result).toBe(
      "Under way: it waits for an answer from another system. Its result will be told later.",
    );
    const { steps } = await getRun(key.ctx, key.runId);
    expect(steps[1]).toMatchObject({ status: "waiting", rest: { type: "callback" }, callbackUrl: addressGiven() });
    expect(await eventsOf(key, "action/run.resting")).toMatchObject([{ position: 2 }]);

    const answer = await post(addressGiven(), '{"id":"p-7","ok":true}');
    expect([answer.status, await answer.json()]).toEqual([200, { status: "accepted" }]);
    expect(await eventsOf(key, "action/run.resumed")).toMatchObject([{ position: 2 }]);
    expect(await finish(key, 2)).toMatchObject({ status: "succeeded", result: '{"ok":true}' });
    expect(target.received.map(({ url }) => url)).toEqual(["/order", "/use/p-7"]);
    const seen = await getRun(key.ctx, key.runId);
    expect(seen.steps[1]).toMatchObject({
      status: "succeeded",
      rest: null,
      callbackUrl: null,
      output: { body: { id: "p-7", ok: true }, forBot: '{"id":"p-7","ok":true}', summary: "The callback came." },
    });
  });

  it("is accepted before the run reaches its step, even while the webhook is in progress", async () => {
    target.on("/order", async (request, response) => {
      const answer = await post(addressGiven(request), '{"id":"early"}');
      response.setHeader("content-type", "application/json").end(JSON.stringify({ status: answer.status }));
    });
    const key = await queueRun(paying());
    expect(await finish(key)).toMatchObject({ status: "succeeded" });
    expect(target.received.map(({ url }) => url)).toEqual(["/order", "/use/early"]);
    expect(await eventsOf(key, "action/run.resting")).toEqual([]);
  });

  it("is accepted at the moment when the run begins to wait", async () => {
    for (let round = 0; round < 15; round += 1) {
      const key = await queueRun(paying());
      await runStep(key, 1);
      const url = addressGiven(target.received.at(-1));
      const [end, answer] = await Promise.all([runStep(key, 2), post(url, '{"id":"now"}')]);
      expect(answer.status).toBe(200);
      // Either the step found the callback, or it waited and was resumed: exactly one of the two.
      const resumed = await eventsOf(key, "action/run.resumed");
      expect(end.outcome?.status ?? end.status).toBe(resumed.length === 0 ? "succeeded" : "waiting");
      expect(await finish(key, 2)).toMatchObject({ status: "succeeded" });
    }
  });

  it("is accepted once: of several concurrent requests one succeeds, and the others get an error", async () => {
    const key = await queueRun(paying());
    await finish(key);
    const url = addressGiven();
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => post(url, `{"id":"${i}"}`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 410)]);
    expect(await eventsOf(key, "action/run.resumed")).toHaveLength(1);
    const again = await post(url, "{}");
    expect([again.status, await again.json()]).toEqual([
      410,
      { detail: expect.stringContaining("has been used") as unknown },
    ]);
    await finish(key, 2);
    expect((await post(url, "{}")).status).toBe(410);
  });

  it.each([
    ["application/json", '{"a":[1,{"b":"c"}]}', { a: [1, { b: "c" }] }],
    ["application/json", '"just a text"', "just a text"],
    ["application/json", '{"broken":', '{"broken":'],
    ["application/x-www-form-urlencoded", "a=1&b=two+words&b=%C3%A9", { a: "1", b: ["two words", "é"] }],
    ["text/plain", "done", "done"],
    ["", '{"looks":"like json"}', { looks: "like json" }],
    ["application/octet-stream", "\0", "[binary, 1 bytes]"],
  ])("reads a body of type %j: %s", async (type, body, expected) => {
    const key = await queueRun(definitionOf([givingStep(`${target.url}/order`), callbackStep()]));
    await finish(key);
    expect((await post(addressGiven(), body, type)).status).toBe(200);
    await finish(key, 2);
    const { steps } = await getRun(key.ctx, key.runId);
    expect(steps[1]?.output.body).toEqual(expected);
  });

  it("is masked where it contains the action's secrets", async () => {
    const constants = [{ secret: true, name: "key", value: "sk-very-secret" }];
    const key = await queueRun(definitionOf([givingStep(`${target.url}/order`), callbackStep()], { constants }));
    await finish(key);
    await post(addressGiven(), '{"echo":"sk-very-secret"}');
    expect(await finish(key, 2)).toMatchObject({ result: '{"echo":"•••"}' });
    const [kept] = await db.select().from(actionCallbacks).where(eq(actionCallbacks.runId, key.runId));
    expect(JSON.stringify(kept)).not.toContain("sk-very-secret");
  });

  it("belongs to the next callback step when there are several", async () => {
    const second = { name: "order2" };
    const steps = [
      givingStep(`${target.url}/one`),
      callbackStep(),
      givingStep(`${target.url}/two`, second),
      callbackStep({ name: "shipped" }),
    ];
    const key = await queueRun(definitionOf(steps, { returnMode: "all" }));
    await finish(key);
    await post(addressGiven(), '"paid"');
    await finish(key, 2);
    await post(addressGiven(target.received[1]), '"shipped"');
    expect((await finish(key, 4)).result).toContain('paid: paid\norder2: {"ok":true}\nshipped: shipped');
  });
});

describe("a callback that no step waits for", () => {
  it("is refused after the timeout, and the run fails like after any failed step", async () => {
    const key = await queueRun(paying({ errorMessage: "No payment came." }, callbackStep({ timeoutSeconds: 90 })));
    await finish(key);
    await Promise.all([resumeRun(key, 2), resumeRun(key, 2)]);
    expect(await eventsOf(key, "action/run.resumed")).toHaveLength(1);
    const late = await post(addressGiven(), "{}");
    expect([late.status, await late.json()]).toEqual([
      410,
      { detail: expect.stringContaining("Nothing waits for this callback any longer") as unknown },
    ]);
    expect(await finish(key, 2)).toMatchObject({ status: "failed", result: "No payment came." });
    expect(await getRun(key.ctx, key.runId)).toMatchObject({
      error: 'Step "paid": No callback came within 90 seconds.',
    });
  });

  it("is refused when its step was skipped or its run has ended", async () => {
    const condition = when("{{args.x}}", "equals", "wait");
    const key = await queueRun(definitionOf([givingStep(`${target.url}/order`), callbackStep({ condition })]));
    expect(await finish(key)).toMatchObject({ status: "succeeded", result: '{"ok":true}' });
    expect((await post(addressGiven(), "{}")).status).toBe(410);
    const [kept] = await db.select().from(actionCallbacks).where(eq(actionCallbacks.runId, key.runId));
    expect(kept).toBeUndefined();
  });

  it("is unknown when its address is forged, changed or belongs to no run", async () => {
    const key = await queueRun(paying());
    await finish(key);
    const url = addressGiven();
    const [start = "", signature = ""] = url.split(".").slice(-2);
    const other = url.replace(/-2\./, "-3.");
    const flipped = `${url.slice(0, -2)}${url.endsWith("AA") ? "BB" : "AA"}`;
    for (const forged of [
      other,
      flipped,
      `${start}.`,
      url.replace(signature, ""),
      "http://x/api/callback/a",
      `${url}x`,
    ]) {
      expect((await post(forged, "{}")).status).toBe(404);
    }
    const [{ status } = { status: null }] = await db
      .select({ status: actionStepRuns.status })
      .from(actionStepRuns)
      .where(and(eq(actionStepRuns.runId, key.runId), eq(actionStepRuns.position, 2)));
    expect(status).toBe("waiting");
    await db.delete(actionRuns).where(eq(actionRuns.id, key.runId));
    expect((await post(url, "{}")).status).toBe(404);
  });

  it("is refused when larger than 1 MB, and a smaller one is accepted afterwards", async () => {
    const key = await queueRun(paying());
    await finish(key);
    const large = await post(addressGiven(), "x".repeat(1024 * 1024 + 1), "text/plain");
    expect([large.status, await large.json()]).toEqual([413, { detail: "The body is larger than 1 MB." }]);
    expect((await post(addressGiven(), "x".repeat(1024 * 1024), "text/plain")).status).toBe(200);
  });

  it("explains how to call it when the method is not POST", async () => {
    const answer = refuseMethod();
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await answer.json()).toEqual({ detail: expect.stringContaining("takes one POST") as unknown });
  });
});
