import { Webhook } from "lucide-react";
import { defineStepForm } from "../step-list/step-kind-form";
import { RequestFields } from "./webhook/request-fields";
import { shortUrl } from "./webhook/short-url";
import {
  answerPlaces,
  emptyWebhook,
  toWebhookForm,
  toWebhookStep,
  webhookFaults,
  webhookTemplates,
  withoutEmptyWebhookRows,
} from "./webhook/webhook-form";

/** Calls an address of another system and takes its answer. */
export const webhookStepForm = defineStepForm({
  kind: "webhook",
  icon: Webhook,
  description: "Calls your system and takes its answer.",
  empty: emptyWebhook,
  toForm: toWebhookForm,
  toStep: toWebhookStep,
  summary: ({ method, url }) => `${method} ${shortUrl(url) || "no address yet"}`,
  templates: webhookTemplates,
  localFaults: webhookFaults,
  withoutEmptyRows: withoutEmptyWebhookRows,
  returns: (_form, { start, lastBody }) => answerPlaces(`${start}.`, lastBody),
  sets: ({ saved }) => saved.map(({ variable }) => variable),
  Fields: RequestFields,
});
