import { z } from "zod";
import { idText, nameText } from "@/server/input-types";
import { scenarioText } from "@/server/schemas/scenario/response";
import { MIN_SECRET_LENGTH } from "@/server/secrets/masking/secret-limits";
import { findExtraBodyFault } from "../requests/extra-body";

const name = nameText("Name the webhook.", 100, "A name has at most 100 characters.");
const url = z
  .string()
  .trim()
  .min(1, "Enter the webhook's address.")
  .max(2000, "An address has at most 2,000 characters.");

/** A header as a form gives it. */
const header = z.object({
  name: z.string().trim().min(1, "Name the header.").max(200),
  /** Null keeps the stored value of the secret header with this name. */
  value: z.string().max(4000, "A value has at most 4,000 characters.").nullable(),
  /** A secret value is encrypted and never shown again. */
  secret: z.boolean(),
});
export type HeaderInput = z.infer<typeof header>;

export const MAX_HEADERS = 30;

const token = z
  .string()
  .trim()
  .min(MIN_SECRET_LENGTH, `A token has at least ${MIN_SECRET_LENGTH} characters.`)
  .max(256, "A token has at most 256 characters.");

const extraBody = z
  .string()
  .max(20_000, "The extra parameters have at most 20,000 characters.")
  .superRefine((text, ctx) => {
    const fault = findExtraBodyFault(text);
    if (fault !== null) ctx.addIssue({ code: "custom", message: fault });
  });

const fulfilment = z.object({
  kind: z.literal("fulfilment"),
  name,
  url,
  schema: z.enum(["v1", "v2"]),
  /** Absent: the stored one is kept. */
  token: token.optional(),
  fallbackText: scenarioText,
});

/** The form of a fulfilment webhook; an empty token keeps the stored one. */
export const fulfilmentFields = fulfilment.extend({ token: z.union([z.literal(""), token]) });

/** The form of a campaign webhook. */
export const campaignFields = z.object({
  kind: z.literal("campaign"),
  name,
  url,
  headers: z.array(header).max(MAX_HEADERS, `A webhook has at most ${MAX_HEADERS} headers.`),
  extraBody,
  thanksText: scenarioText,
});

/** A webhook as its form gives it. The kind cannot be changed later. */
export const webhookInput = z.discriminatedUnion("kind", [fulfilment, campaignFields]);
export type WebhookInput = z.infer<typeof webhookInput>;

export const createWebhookInput = z.object({ botId: idText, webhook: webhookInput });
export const updateWebhookInput = z.object({ webhookId: idText, webhook: webhookInput });
export const webhookIdInput = z.object({ webhookId: idText });
export const deleteWebhookInput = z.object({
  webhookId: idText,
  /** Deletes the webhook even if interactions use it. */
  force: z.boolean().default(false),
});
