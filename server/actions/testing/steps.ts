import type { CallbackStep } from "@/server/schemas/steps/callback";
import type { ConditionRule, StepCondition } from "@/server/schemas/steps/step-condition";
import type { WaitStep } from "@/server/schemas/steps/wait";
import type { WebhookStep } from "@/server/schemas/steps/webhook";
import { webhookStep } from "./fixtures";

/** Makes a step that waits for some seconds. */
export function waitStep(seconds: number, changes: Partial<WaitStep> = {}): WaitStep {
  return { kind: "wait", name: "rest", seconds, ...changes };
}

/** Makes a step that waits for a callback. */
export function callbackStep(changes: Partial<CallbackStep> = {}): CallbackStep {
  return { kind: "callback", name: "paid", timeoutSeconds: 60, ...changes };
}

/** Makes a step that sends the address of the next callback step to a system. */
export function givingStep(url: string, changes: Partial<WebhookStep> = {}): WebhookStep {
  const body = { type: "json", text: '{"callback":"{{callback.url}}"}' } as const;
  return webhookStep(url, { name: "order", method: "POST", body, ...changes });
}

/** Makes a condition with one rule. */
export function when(left: string, operator: ConditionRule["operator"], right = ""): StepCondition {
  return { match: "all", rules: [{ left, operator, right }] };
}
