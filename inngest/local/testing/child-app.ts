/**
 * The app of the survival tests, as a process that can be killed. Each step appends a line to a file when it begins.
 */
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { serve } from "inngest/node";
import { makeClient } from "./harness.ts";

const { NOTES = "", APP_PORT = "", EXECUTOR_URL = "" } = process.env;
const inngest = makeClient(EXECUTOR_URL);

/** Takes long enough that a kill often interrupts a step. */
async function work(runId: string, step: string): Promise<string> {
  appendFileSync(NOTES, `${runId} ${step}\n`);
  await sleep(15);
  return step;
}

const child = inngest.createFunction({ id: "child", triggers: [{ event: "unused" }] }, async ({ event, step }) =>
  step.run("work", () => work(event.data["parent"], "4-child")),
);

const journey = inngest.createFunction({ id: "journey", triggers: [{ event: "go" }] }, async ({ step, runId }) => {
  await step.run("1", () => work(runId, "1"));
  await step.run("2", () => work(runId, "2"));
  await Promise.all(["a", "b"].map((name) => step.run(`3${name}`, () => work(runId, `3-${name}`))));
  await step.invoke("4", { function: child, data: { parent: runId } });
  await step.sleep("5", "1s");
  await step.run("6", () => work(runId, "6"));
});

createServer(serve({ client: inngest, functions: [journey, child] })).listen(Number(APP_PORT), "127.0.0.1");
