import type { WebhookConfig } from "@/server/schemas/scenario/webhook";
import { phoneOfCustomer } from "@/server/text/phone-number";
import type { WebhookCall } from "../webhook-call";
import { campaignBody, campaignLabel } from "./campaign-body";
import { readExtraBody } from "./extra-body";
import { type CallSubject, fulfilmentBody } from "./fulfilment-body";

interface Webhook {
  id: string;
  name: string;
  config: WebhookConfig;
}

/**
 * The JSON that a webhook gets for a call, by its kind (CONTRACTS §4, §5).
 * @throws Error if the call is for the other kind.
 */
export function bodyOf(
  { config, ...webhook }: Webhook,
  subject: CallSubject,
  { about, interaction }: Pick<WebhookCall, "about" | "interaction">,
  date: Date,
): string {
  if (config.kind === "fulfilment" && about.kind === "fulfilment") {
    return fulfilmentBody(config.schema, { subject, interaction, webhook, about, date });
  }
  if (config.kind !== "campaign" || about.kind === "fulfilment") {
    throw new Error(`A ${config.kind} webhook cannot be called about a ${about.kind}.`);
  }
  const campaign = {
    campaignId: subject.botId,
    label: campaignLabel(interaction),
    phoneNumber: phoneOfCustomer(subject.clientPhone, subject.chatId),
    date,
  };
  return campaignBody(campaign, about, readExtraBody(config.extraBody));
}
