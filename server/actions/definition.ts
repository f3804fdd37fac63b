import { z } from "zod";

/** An action as it is kept in drafts, snapshots and runs (CONTRACTS §3). Secret constants stay sealed in it. */

const identifier = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/, "Use letters, digits and _ only, starting with a letter or _ (64 at most).");

const functionName = identifier;

export const argumentTypes = ["string", "number", "boolean", "datetime", "list"] as const;

export const actionArgument = z.object({
  name: identifier,
  description: z.string().max(1000),
  type: z.enum(argumentTypes),
  required: z.boolean(),
  /** The only values allowed, when there are such. */
  enum: z.array(z.string().min(1)).max(100).optional(),
});

export const actionConstant = z.discriminatedUnion("secret", [
  z.object({ secret: z.literal(false), name: identifier, value: z.string().max(10_000) }),
  z.object({ secret: z.literal(true), name: identifier, sealed: z.string() }),
]);

const nameValue = z.object({ name: z.string().min(1, "Give it a name.").max(200), value: z.string().max(10_000) });

export const webhookMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"] as const;

/** Texts here are templates: `{{args.x}}`, `{{constants.x}}`, `{{variables.x}}`, `{{steps.<name>.body.path}}`. */
export const webhookStep = z.object({
  kind: z.literal("webhook"),
  name: identifier,
  method: z.enum(webhookMethods),
  url: z.string().min(1, "Give the address to call.").max(4000),
  query: z.array(nameValue).max(100),
  headers: z.array(nameValue).max(100),
  body: z.discriminatedUnion("type", [
    z.object({ type: z.literal("none") }),
    z.object({ type: z.literal("text"), text: z.string().max(200_000) }),
    z.object({ type: z.literal("json"), text: z.string().max(200_000) }),
  ]),
  /** The bot hears answers with these statuses only; null: it hears every status and body. */
  acceptedStatusCodes: z.array(z.int().min(100).max(599)).min(1).nullable(),
  timeoutSeconds: z.int().min(1).max(120),
});

export const actionStep = z.discriminatedUnion("kind", [webhookStep]);

export const actionDefinition = z.object({
  name: z.string().trim().min(1, "Give the action a name.").max(100),
  functionName,
  description: z.string().max(2000),
  arguments: z.array(actionArgument).max(50),
  constants: z.array(actionConstant).max(50),
  steps: z.array(actionStep).min(1, "Add at least one step.").max(20, "An action has at most 20 steps."),
  returnMode: z.enum(["last", "first", "all"]),
  /** Told to the bot in place of any error text; empty: see CONTRACTS §3. */
  errorMessage: z.string().max(2000),
});

export type ActionArgument = z.infer<typeof actionArgument>;
export type ActionConstant = z.infer<typeof actionConstant>;
export type WebhookStep = z.infer<typeof webhookStep>;
export type ActionStep = z.infer<typeof actionStep>;
export type ActionDefinition = z.infer<typeof actionDefinition>;
