import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { serve } from "inngest/node";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { baseOptions, EVENT_KEY, SIGNING_KEY } from "@/inngest/local/testing/harness";
import { startExecutor, type Executor } from "@/inngest/local/start-executor";
import { awaitRun } from "@/server/actions/runs/await-run";
import { checkDefinition } from "@/server/actions/definition/check-definition";
import { definitionOf, queueRun, webhookStep } from "@/server/actions/testing/fixtures";
import { startTargetServer, type TargetServer } from "@/server/actions/testing/target-server";
import { inngest } from "@/server/outbox/inngest-client";
import { runAction } from "./run-action";

/** Tests the function on the embedded executor, through the SDK's own handler. */
let executor: Executor;
let target: TargetServer;
const handler = Promise.withResolvers<ReturnType<typeof serve>>();
const app = createServer((request, response) => void handler.promise.then((handle) => handle(request, response)));

beforeAll(async () => {
  app.listen(0, "127.0.0.1");
  await once(app, "listening");
  executor = await startExecutor(baseOptions(addressOf(app.address())));
  const keys = { INNGEST_EVENT_KEY: EVENT_KEY, INNGEST_SIGNING_KEY: SIGNING_KEY, INNGEST_BASE_URL: executor.url };
  Object.assign(process.env, keys);
  inngest.setEnvVars();
  handler.resolve(serve({ client: inngest, functions: [runAction] }));
  await vi.waitFor(async () => expectReady(await fetch(`${executor.url}/health`)), { timeout: 15_000 });
});

afterAll(async () => {
  await executor.stop(0);
  app.closeAllConnections();
  app.close();
});

beforeEach(async () => {
  target = await startTargetServer();
});

describe("run-action", () => {
  it("runs each step once and ends the run", async () => {
    target.on("/one", { body: '{"key":"k-1"}' });
    const key = await queueRun(
      definitionOf([
        webhookStep(`${target.url}/one`, { name: "one" }),
        webhookStep(`${target.url}/two?key={{steps.one.body.key}}`, { name: "two" }),
      ]),
    );
    const outcome = await awaitRun(key, () => request(key), { timeoutMs: 10_000 });
    expect(outcome).toMatchObject({ status: "succeeded", result: '{"ok":true}' });
    expect(target.received.map(({ url }) => url)).toEqual(["/one", "/two?key=k-1"]);
  });

  it("treats a system's failure as an outcome and does not call the system again", async () => {
    target.on("/one", { status: 500, body: "boom" });
    const key = await queueRun(definitionOf([webhookStep(`${target.url}/one`)], { errorMessage: "Call us." }));
    const outcome = await awaitRun(key, () => request(key), { timeoutMs: 10_000 });
    expect(outcome).toMatchObject({ status: "failed", result: "Call us." });
    expect(target.received).toHaveLength(1);
  });

  it("calls once even if it is requested three times concurrently", async () => {
    const key = await queueRun(definitionOf([webhookStep(`${target.url}/one`)]));
    await awaitRun(key, () => Promise.all([request(key), request(key), request(key)]), { timeoutMs: 10_000 });
    await expect
      .poll(() => db.select().from(actionStepRuns).where(eq(actionStepRuns.runId, key.runId)))
      .toHaveLength(1);
    expect(target.received).toHaveLength(1);
  });

  it("ends a run that cannot be executed at all", async () => {
    const definition = definitionOf([webhookStep(`${target.url}/one`)], { errorMessage: "Call us." });
    const broken = { ...checkDefinition(definition), steps: [] };
    const key = await queueRun(definition, {}, { definition: broken });
    const outcome = await awaitRun(key, () => request(key), { timeoutMs: 20_000 });
    expect(outcome).toMatchObject({ status: "failed", result: "Call us." });
    const [ended] = await db.select().from(actionRuns).where(eq(actionRuns.id, key.runId));
    expect(ended?.error).toContain("Something failed inside Parley");
  });
});

function expectReady(health: Response): void {
  if (!health.ok) throw new Error(`The executor is not ready: ${health.status}`);
}

function request({ workspaceId, runId }: { workspaceId: string; runId: string }) {
  return inngest.send({ name: "action/run.requested", data: { workspaceId, runId } });
}

function addressOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}
