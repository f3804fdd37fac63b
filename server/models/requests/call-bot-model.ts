import { logEvent } from "@/server/log/log-event";
import { isSameModel, type ModelChoice } from "@/server/schemas/model-choice";
import { resolveModel } from "../catalogue/resolve-model";
import type { ModelReply, ModelRequest } from "../prompts/model-messages";
import { showImages } from "../prompts/show-images";
import { type CallLimits, type CallModelOptions, type CallOutcome, tryModel } from "./call-model";

/** The models of a bot, and what its calls are for. */
export interface BotModels {
  workspaceId: string;
  botId: string;
  turnId: string | null;
  model: ModelChoice;
  /** Asked if `model` cannot answer; null for none. */
  fallbackModel: ModelChoice | null;
}

/**
 * Limits of the first of two models, so that a customer does not wait for its retries. Both models together take no
 * longer than one without a fallback, because a durable step has 120 s.
 */
const FIRST_OF_TWO: Partial<CallLimits> = { attempts: 2, totalMs: 80_000, longestWaitMs: 2000, retryWithinMs: 5000 };
const SECOND_OF_TWO: Partial<CallLimits> = { attempts: 2, totalMs: 38_000 };

/**
 * Asks the bot's model. If it cannot answer, its provider is gone, or nothing arrives in time, the fallback model is
 * asked, unless text was already streamed or the other model would refuse the request too. The reply then contains the
 * failed call; if the fallback fails too, its error contains both reasons, or the one reason that both have.
 * @param isSwapped Asks the fallback model first, because the other one has failed in this turn.
 */
export async function callBotModel(
  { model, fallbackModel, ...scope }: BotModels,
  isSwapped: boolean,
  request: ModelRequest,
  options: CallModelOptions = {},
): Promise<ModelReply> {
  const { workspaceId } = scope;
  const ask = async (choice: ModelChoice, limits: Partial<CallLimits> = {}): Promise<CallOutcome> => {
    const shown = await showImages(workspaceId, choice, request);
    const asked = { ...options, limits: { ...limits, ...options.limits } };
    return tryModel(await resolveModel(workspaceId, choice), shown, asked);
  };
  if (fallbackModel === null || isSameModel(model, fallbackModel)) return (await ask(model)).reply;
  const [firstChoice, secondChoice] = isSwapped ? [fallbackModel, model] : [model, fallbackModel];
  const first = await ask(firstChoice, FIRST_OF_TWO);
  const reply = { ...first.reply, model: firstChoice.modelId };
  if (!first.mayAskAnother) return reply;
  const second = await ask(secondChoice, SECOND_OF_TWO);
  logFallback(scope, { from: firstChoice, to: secondChoice, first, second });
  return together(reply, { ...second.reply, model: secondChoice.modelId });
}

/** Returns whether the next call of the turn should begin with the model that answered this one. */
export function swapsModels({ failedFirst, error }: ModelReply): boolean {
  return failedFirst !== undefined && error === null;
}

function together(first: ModelReply & { model: string }, second: ModelReply): ModelReply {
  const { inputTokens, outputTokens, durationMs, attempts, model } = first;
  const failedFirst = { inputTokens, outputTokens, durationMs, attempts, model, error: first.error ?? "" };
  return { ...second, error: reasonOf(first.error, second.error), failedFirst };
}

function reasonOf(first: string | null, second: string | null): string | null {
  if (second === null || second === first) return second;
  return `${first} The other model failed too: ${second}`;
}

interface Asked {
  from: ModelChoice;
  to: ModelChoice;
  first: CallOutcome;
  second: CallOutcome;
}

/** Logs statuses only: a provider's message may contain the customer's words. */
function logFallback(scope: Pick<BotModels, "workspaceId" | "botId" | "turnId">, { from, to, first, second }: Asked) {
  logEvent(
    "model.fallback",
    {
      ...scope,
      model: from.modelId,
      status: first.failure?.status,
      ms: first.reply.durationMs,
      fallbackModel: to.modelId,
      outcome: second.failure === null ? "answered" : "failed",
      fallbackStatus: second.failure?.status,
    },
    "warn",
  );
}
