import { z } from "zod";
import { scenarioText } from "./response.ts";

/** A request header. A secret one is stored sealed and never shown again. */
export const storedHeader = z.union([
  z.object({ name: z.string(), value: z.string() }),
  z.object({ name: z.string(), sealed: z.string() }),
]);
export type StoredHeader = z.infer<typeof storedHeader>;

/** What depends on the kind of a webhook. */
export const webhookConfig = z.discriminatedUnion("kind", [
  /** Adds to an interaction's answer (CONTRACTS §4). */
  z.object({
    kind: z.literal("fulfilment"),
    schema: z.enum(["v1", "v2"]).default("v2"),
    /** Sent after the interaction's own responses when the webhook fails; empty for nothing. */
    fallbackText: scenarioText.default(""),
  }),
  /** Is told which row of a menu was chosen, or what the customer answered (CONTRACTS §5). */
  z.object({
    kind: z.literal("campaign"),
    /** A JSON object whose keys are added to each request. */
    extraBody: z.string().max(20_000).default("{}"),
    /** Sent after the customer gave the data that the webhook gets, unless the webhook answers itself. */
    thanksText: scenarioText.default(""),
  }),
]);
export type WebhookConfig = z.infer<typeof webhookConfig>;
