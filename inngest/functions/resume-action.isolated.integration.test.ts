import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { actionStepRuns } from "@/db/schema/action-runs";
import { startBreakableFunctions } from "@/db/testing/breakable-functions";
import { inngest } from "@/server/outbox/inngest-client";
import { awaitRun } from "@/server/actions/runs/await-run";
import type { RunKey } from "@/server/actions/runs/load-run";
import { answerCallback } from "@/server/actions/steps/callback/answer-callback";
import { definitionOf, queueRun, webhookStep } from "@/server/actions/testing/fixtures";
import { callbackStep, givingStep, waitStep } from "@/server/actions/testing/steps";
import { startTargetServer, type TargetServer } from "@/server/actions/testing/target-server";

/** Tests suspended runs from their request to their end, on the embedded executor. */
const line = await startBreakableFunctions();
let target: TargetServer;
beforeEach(async () => {
  target = await startTargetServer();
  line.losesResult = () => false;
  line.carriedOut.length = 0;
});

function request({ workspaceId, runId }: RunKey) {
  return inngest.send({ name: "action/run.requested", data: { workspaceId, runId } });
}

function resume({ workspaceId, runId }: RunKey, position: number) {
  return inngest.send({ name: "action/run.resumed", data: { workspaceId, runId, position } });
}

/** POSTs to the callback address that the system received. */
async function callBack(body: string): Promise<number> {
  const { callback } = z.object({ callback: z.url() }).parse(JSON.parse(target.received[0]?.body ?? ""));
  const answer = await answerCallback(
    new Request(callback, { method: "POST", body, headers: { "content-type": "application/json" } }),
    callback.split("/").at(-1) ?? "",
  );
  return answer.status;
}

async function whenWaiting({ runId }: RunKey): Promise<void> {
  const statuses = () =>
    db.select({ status: actionStepRuns.status }).from(actionStepRuns).where(eq(actionStepRuns.runId, runId));
  await expect.poll(statuses, { timeout: 15_000 }).toContainEqual({ status: "waiting" });
}

const order = () => [
  givingStep(`${target.url}/order`),
  callbackStep(),
  webhookStep(`${target.url}/use/{{steps.paid.body.id}}`, { name: "use" }),
];

describe("A run that waits", () => {
  it("sleeps through its delay and a short wait, then continues", async () => {
    const steps = [waitStep(1), webhookStep(`${target.url}/after`)];
    const key = await queueRun(definitionOf(steps, { delaySeconds: 1 }));
    const outcome = await awaitRun(key, () => request(key), { timeoutMs: 15_000 });
    expect(outcome).toMatchObject({ status: "succeeded", result: '{"ok":true}' });
    expect(outcome.durationMs).toBeGreaterThan(1900);
    expect(target.received).toHaveLength(1);
  });

  it("continues when its callback arrives", async () => {
    const key = await queueRun(definitionOf(order()));
    const ended = awaitRun(key, () => request(key), { timeoutMs: 20_000 });
    await whenWaiting(key);
    expect(await callBack('{"id":"p-7"}')).toBe(200);
    expect(await ended).toMatchObject({ status: "succeeded", result: '{"ok":true}' });
    expect(target.received.map(({ url }) => url)).toEqual(["/order", "/use/p-7"]);
  });

  it("fails if no callback arrives in time", async () => {
    const steps = [givingStep(`${target.url}/order`), callbackStep({ timeoutSeconds: 1 })];
    const key = await queueRun(definitionOf(steps, { errorMessage: "Not paid." }));
    expect(await awaitRun(key, () => request(key), { timeoutMs: 20_000 })).toMatchObject({
      status: "failed",
      result: "Not paid.",
    });
    expect(await callBack("{}")).toBe(410);
  });

  it("continues once if it is requested and resumed many times", async () => {
    const key = await queueRun(definitionOf(order()));
    const ended = awaitRun(key, () => Promise.all([request(key), request(key)]), { timeoutMs: 20_000 });
    await whenWaiting(key);
    await Promise.all([resume(key, 2), resume(key, 2)]);
    expect(await callBack('{"id":"p-7"}')).toBe(200);
    await Promise.all([resume(key, 2), resume(key, 2), request(key)]);
    expect(await ended).toMatchObject({ status: "succeeded" });
    await expect.poll(() => target.received.length).toBe(2);
  });

  it.each(["step-1", "step-2", "step-3"])(
    "continues once if the executor is killed and the result of %s is lost",
    async (stepName) => {
      const key = await queueRun(definitionOf(order()));
      const killed = killAfter("run-action", stepName);
      const ended = awaitRun(key, () => request(key), { timeoutMs: 40_000 });
      await whenWaiting(key);
      expect(await callBack('{"id":"p-7"}')).toBe(200);
      await killed;
      expect((await ended).status).toBe("succeeded");
      expect(target.received.map(({ url }) => url)).toEqual(["/order", "/use/p-7"]);
    },
  );

  it("fails once if the executor is killed while it resumes the run", async () => {
    const steps = [givingStep(`${target.url}/order`), callbackStep({ timeoutSeconds: 1 })];
    const key = await queueRun(definitionOf(steps));
    const killed = killAfter("rest-action", "wake");
    const ended = awaitRun(key, () => request(key), { timeoutMs: 40_000 });
    await killed;
    expect(await ended).toMatchObject({ status: "failed", result: "No callback came within 1 second." });
    expect(target.received).toHaveLength(1);
  });
});

/** Kills the executor after a step has run, before the executor gets the result. */
async function killAfter(functionId: string, step: string): Promise<void> {
  const reached = Promise.withResolvers<void>();
  let isReached = false;
  line.losesResult = (done) => {
    const isIt = !isReached && done.functionId === functionId && done.step === step;
    isReached ||= isIt;
    if (isIt) reached.resolve();
    return isIt;
  };
  await reached.promise;
  await line.killExecutor();
}
