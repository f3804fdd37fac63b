import { z } from "zod";
import { identifier } from "../text/identifier.ts";
import { castVoteStep } from "./steps/cast-vote.ts";
import { callbackStep } from "./steps/callback.ts";
import { drawPrizeStep } from "./steps/draw-prize.ts";
import { handOverStep } from "./steps/hand-over.ts";
import { sendMessageStep } from "./steps/send-message.ts";
import { setVariablesStep } from "./steps/set-variables.ts";
import { subBotStep } from "./steps/sub-bot.ts";
import { switchBotStep } from "./steps/switch-bot.ts";
import { tableStep } from "./steps/table.ts";
import { waitStep } from "./steps/wait.ts";
import { webhookStep } from "./steps/webhook.ts";

/** The stored form of an action in drafts, snapshots and runs (CONTRACTS §3). Secret constants are sealed. */

export const argumentTypes = ["string", "number", "boolean", "datetime", "list"] as const;

export const actionArgument = z.object({
  name: identifier,
  description: z.string().max(1000),
  type: z.enum(argumentTypes),
  required: z.boolean(),
  /** The allowed values, if they are limited. */
  enum: z.array(z.string().min(1)).max(100).optional(),
  /** The type of a list's items; absent for texts. */
  itemType: z.literal("number").optional(),
});

export const actionConstant = z.discriminatedUnion("secret", [
  z.object({ secret: z.literal(false), name: identifier, value: z.string().max(10_000) }),
  z.object({ secret: z.literal(true), name: identifier, sealed: z.string() }),
]);

export const actionStep = z.discriminatedUnion("kind", [
  webhookStep,
  subBotStep,
  tableStep,
  switchBotStep,
  setVariablesStep,
  sendMessageStep,
  handOverStep,
  drawPrizeStep,
  castVoteStep,
  waitStep,
  callbackStep,
]);

export const actionDefinition = z.object({
  name: z.string().trim().min(1, "Give the action a name.").max(100),
  functionName: identifier,
  description: z.string().max(2000),
  arguments: z.array(actionArgument).max(50),
  constants: z.array(actionConstant).max(50),
  steps: z.array(actionStep).min(1, "Add at least one step.").max(20, "An action has at most 20 steps."),
  returnMode: z.enum(["last", "first", "all"]),
  /** Sent to the bot instead of any error text; for an empty one see CONTRACTS §3. */
  errorMessage: z.string().max(2000),
  /** The delay before the first step; absent for none. */
  delaySeconds: z.int().min(0).max(60).optional(),
  /** After a successful call the bot stays silent until people return the conversation. */
  stopAfterCall: z.boolean().optional(),
  /** People in the workspace are notified of each call. */
  notifyOnCall: z.boolean().optional(),
});

export type ActionArgument = z.infer<typeof actionArgument>;
export type ActionConstant = z.infer<typeof actionConstant>;
export type ActionStep = z.infer<typeof actionStep>;
export type ActionDefinition = z.infer<typeof actionDefinition>;
