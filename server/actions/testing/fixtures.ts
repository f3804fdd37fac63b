import { setTimeout as sleep } from "node:timers/promises";
import { makeWorkspace } from "@/db/testing/factories";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import type { ActionOutcome } from "../runs/action-outcome";
import { checkDefinition } from "../definition/check-definition";
import type { ActionStep } from "@/server/schemas/action-definition";
import type { WebhookStep } from "@/server/schemas/steps/webhook";
import { getRun } from "../history/get-run";
import type { RunKey } from "../runs/load-run";
import { createRun, type NewRun } from "../runs/create-run";
import { runStep } from "../runs/run-action";

/** Makes a webhook step that GETs an address, with the given changes. */
export function webhookStep(url: string, changes: Partial<WebhookStep> = {}): WebhookStep {
  return {
    kind: "webhook",
    name: "call",
    method: "GET",
    url,
    query: [],
    headers: [],
    body: { type: "none" },
    acceptedStatusCodes: [200],
    timeoutSeconds: 30,
    ...changes,
  };
}

/** The editor's input for an action with these steps. */
export function definitionOf(steps: ActionStep[], changes: object = {}): Record<string, unknown> {
  return {
    name: "Look up",
    functionName: "look_up",
    description: "Looks things up.",
    arguments: [{ name: "x", description: "", type: "string", required: false }],
    constants: [],
    steps,
    returnMode: "last",
    errorMessage: "",
    ...changes,
  };
}

/** Queues a run of an action with the definition as it would be saved. */
export async function queueRun(
  definition: Record<string, unknown>,
  values: Record<string, unknown> = {},
  changes: Partial<NewRun> = {},
): Promise<RunKey & { ctx: ServiceContext }> {
  const { ctx } = await makeWorkspace();
  const workspaceId = changes.workspaceId ?? ctx.workspaceId;
  const { id: runId } = await createRun({
    workspaceId,
    botId: newId("bot"),
    actionId: newId("action"),
    conversationId: null,
    turnId: null,
    definition: checkDefinition(definition),
    arguments: values,
    ...changes,
  });
  return { workspaceId, runId, ctx: { ...ctx, workspaceId } };
}

/** Executes a run like its durable function, starting at a position (from 1), until it ends or is suspended. */
export async function finish(key: RunKey, from = 1): Promise<ActionOutcome> {
  for (let position = from; position <= 20; position += 1) {
    let end = await runStep(key, position);
    while (end.rest) {
      if (end.rest.type !== "until") throw new Error(`The step waits for a ${end.rest.type}.`);
      await sleep(Date.parse(end.rest.at) - Date.now());
      end = await runStep(key, position);
    }
    if (end.outcome) return end.outcome;
  }
  throw new Error("The run did not end.");
}

/** Runs a definition from start to end. Returns the outcome for the bot and the run as people see it. */
export async function run(definition: Record<string, unknown>, values: Record<string, unknown> = {}) {
  const { ctx, ...key } = await queueRun(definition, values);
  const outcome = await finish(key);
  return { outcome, seen: await getRun(ctx, key.runId) };
}
