import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { actionCallbacks } from "@/db/schema/action-runs";
import { durationInWords } from "@/server/text/duration-in-words";
import { plainOutput } from "@/server/schemas/step-output";
import { defineStepKind, type StepContext, type StepResult } from "../step-kind";
import { callbackOutput } from "./callback-output";
import { callbackStep, type CallbackStep } from "@/server/schemas/steps/callback";

/**
 * Waits for a POST to its address. The POST may have arrived already, since the system called by an earlier step can be
 * faster than the run. The check of the whole definition verifies that an earlier step sends the address.
 */
export const callback = defineStepKind<CallbackStep>(callbackStep, { check: () => [], run });

async function run(step: CallbackStep, { workspaceId, runId, position }: StepContext): Promise<StepResult> {
  const [received] = await db
    .select({ body: actionCallbacks.body, contentType: actionCallbacks.contentType })
    .from(actionCallbacks)
    .where(
      and(
        eq(actionCallbacks.workspaceId, workspaceId),
        eq(actionCallbacks.runId, runId),
        eq(actionCallbacks.position, position),
      ),
    );
  if (received) return { status: "succeeded", output: callbackOutput(received.body) };
  const until = new Date(Date.now() + step.timeoutSeconds * 1000).toISOString();
  const summary = `Waits for a callback for ${durationInWords(step.timeoutSeconds)} at most.`;
  return { status: "waiting", output: plainOutput({ summary, forBot: "" }), rest: { type: "callback", until } };
}
