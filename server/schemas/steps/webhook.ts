import { z } from "zod";
import { identifier } from "../../text/identifier.ts";
import { stepFields } from "./step-fields.ts";
import { acceptedStatus } from "./accepted-statuses.ts";

const nameValue = z.object({ name: z.string().min(1, "Give it a name.").max(200), value: z.string().max(10_000) });

/**
 * A path in an answer, such as `body.order.id`, `status` or `headers.location`, whose value is stored in a conversation
 * variable.
 */
const savedVariable = z.object({ path: z.string().trim().min(1, "Say which value.").max(500), variable: identifier });

export const webhookMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"] as const;

/**
 * These texts are templates: `{{args.x}}`, `{{constants.x}}`, `{{variables.x}}`, `{{steps.<name>.body.path}}`,
 * `{{callback.url}}`.
 */
export const webhookStep = z.object({
  kind: z.literal("webhook"),
  ...stepFields,
  method: z.enum(webhookMethods),
  url: z.string().min(1, "Give the address to call.").max(4000),
  query: z.array(nameValue).max(100),
  headers: z.array(nameValue).max(100),
  body: z.discriminatedUnion("type", [
    z.object({ type: z.literal("none") }),
    z.object({ type: z.literal("text"), text: z.string().max(200_000) }),
    z.object({ type: z.literal("json"), text: z.string().max(200_000) }),
  ]),
  /** The bot gets only answers with these statuses; null: it gets every status and body. */
  acceptedStatusCodes: z.array(acceptedStatus).min(1).max(100).nullable(),
  timeoutSeconds: z.int().min(1).max(120),
  saveVariables: z.array(savedVariable).max(50).optional(),
});

export type WebhookStep = z.infer<typeof webhookStep>;
export type SavedVariable = z.infer<typeof savedVariable>;
