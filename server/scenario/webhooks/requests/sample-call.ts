import type { WebhookConfig } from "@/server/schemas/scenario/webhook";
import type { WebhookCall } from "../webhook-call";
import { bodyOf } from "./body-of";
import type { CallSubject } from "./fulfilment-body";

/** What a sample is about: an interaction with a fulfilment, a chosen option, or data that the customer gave. */
export const sampleKinds = ["fulfilment", "option", "data"] as const;
export type SampleKind = (typeof sampleKinds)[number];

const SAMPLE_DATE = new Date("2024-06-18T23:22:36.560Z");

const interaction: WebhookCall["interaction"] = { id: "int_sample", name: "Welcome Message" };

const abouts: Record<SampleKind, WebhookCall["about"]> = {
  fulfilment: {
    kind: "fulfilment",
    query: "How much is one month?",
    score: 0.92,
    candidates: [{ interactionId: "int_sample", score: 0.92 }],
    parameters: { plan: "One month" },
    variables: { plan: "One month", email: "john@example.com" },
    texts: [{ delay: 0, message: "Let me look that up." }],
    threshold: 0.5,
  },
  option: { kind: "option", text: "One month", number: 1 },
  data: { kind: "data", response: "John Doe" },
};

/**
 * The JSON of a sample call, as the Test button sends it and the form shows it.
 * @param date Now for a real request; a fixed date otherwise.
 */
export function sampleBody(
  webhook: { id: string; name: string; config: WebhookConfig },
  botId: string,
  about: SampleKind,
  date = SAMPLE_DATE,
): string {
  const subject: CallSubject = {
    conversationId: "cnv_sample",
    botId,
    messageId: "msg_sample",
    chatId: "+525500000000",
    clientName: "John Doe",
    clientPhone: "+525500000000",
    isTestChat: true,
  };
  return bodyOf(webhook, subject, { about: abouts[about], interaction }, date);
}
