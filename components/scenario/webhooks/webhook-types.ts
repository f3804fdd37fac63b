import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Outputs = inferRouterOutputs<AppRouter>["scenarioWebhooks"];

/** A webhook in the list, with its newest call. */
export type ListedWebhook = Outputs["list"][number];
/** A webhook for its form. */
export type Webhook = Outputs["get"];
export type WebhookKind = Webhook["config"]["kind"];
export type ListedCall = Outputs["calls"]["calls"][number];
export type ShownCall = Outputs["getCall"];

export const kindTexts: Record<WebhookKind, { label: string; offer: string }> = {
  fulfilment: {
    label: "Fulfilment",
    offer: "Adds answers from your system to an interaction, and sets variables. Works with ChatBot.com’s webhooks.",
  },
  campaign: {
    label: "Campaign",
    offer: "Tells your system which menu row a customer chose, or what they wrote. Retried until it arrives.",
  },
};

/** The address of the page of a bot's webhooks, or of one of them. */
export function webhookPath(botId: string, page = ""): string {
  return `/bots/${botId}/scenario/webhooks${page === "" ? "" : `/${page}`}`;
}
