import type { Interaction } from "@/server/schemas/scenario/interaction";
import { usesOfWebhooks, type WebhookUse } from "../webhooks/webhook-uses";
import {
  type CheckedScenario,
  type KnownWebhook,
  problemOf,
  quoteNames,
  type ScenarioProblem,
} from "./scenario-problem";

/** Finds webhooks that are gone, of the wrong kind, or not verified (CONTRACTS §4). */
export function checkWebhooks(interaction: Interaction, { surroundings }: CheckedScenario): ScenarioProblem[] {
  return usesOfWebhooks([interaction]).flatMap((use) => {
    const fault = faultOf(
      use,
      surroundings.webhooks.find(({ id }) => id === use.webhookId),
    );
    return fault === null ? [] : [problemOf(interaction, "error", use.path, fault)];
  });
}

function faultOf({ webhookId, kind }: WebhookUse, webhook: KnownWebhook | undefined): string | null {
  if (webhookId === "") return "No webhook is chosen yet. Choose one.";
  if (!webhook) return "The webhook was deleted. Choose another one.";
  const name = quoteNames([webhook.name]);
  if (webhook.kind !== kind) {
    return `A ${kind} webhook is needed here, but ${name} is a ${webhook.kind} webhook. Choose another one.`;
  }
  if (kind === "campaign" || webhook.isVerified) return null;
  const why = webhook.verificationError === null ? "" : ` ${webhook.verificationError}`;
  return `The webhook ${name} is not verified.${why} Verify it on the page of the webhooks.`;
}
