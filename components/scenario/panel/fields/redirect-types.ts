import type { RowRedirect } from "@/server/schemas/scenario/redirect";
import type { Choice } from "./choice-box";

export type RedirectType = RowRedirect["type"];

export const redirectTypes: Record<RedirectType, Choice<RedirectType>> = {
  interaction: { value: "interaction", label: "Interaction" },
  campaign: { value: "campaign", label: "Campaign", hint: "the scenario of another bot" },
  webhook: { value: "webhook", label: "Webhook", hint: "gets what the customer writes" },
  person: { value: "person", label: "Person" },
  return: { value: "return", label: "Return", hint: "to the campaign before" },
};

/** A redirect of a type whose target is not chosen yet. */
export function emptyRedirect(type: RedirectType): RowRedirect {
  if (type === "interaction") return { type, interactionId: "" };
  if (type === "campaign") return { type, botId: "" };
  if (type === "webhook") return { type, webhookId: "" };
  return { type };
}
