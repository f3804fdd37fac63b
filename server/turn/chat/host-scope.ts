import { behaviourOf } from "@/server/schemas/bot-behaviour";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import type { ModelChoice } from "@/server/schemas/model-choice";
import type { LoadedTurn } from "../context/load-turn";

/** The bot, conversation and turn that a host performs effects for. */
export interface HostScope {
  workspaceId: string;
  botId: string;
  model: ModelChoice;
  fallbackModel: ModelChoice | null;
  /** Null outside of a conversation. */
  conversationId: string | null;
  turnId: string | null;
  /** The customer's message that the turn answers. */
  messageId: string | null;
  /** The run whose step asked this bot; null for a bot that talks to a customer. */
  parentRunId: string | null;
  /** The length of the chain of bots that led to this one; 0 for a bot that talks to a customer. */
  depth: number;
  /** Whether the bot's draft runs. */
  isDraft: boolean;
}

/** Returns the scope of a turn that answers a customer. */
export function scopeOf({ workspaceId, conversationId, turnId, messageId, runsDraft, input }: LoadedTurn): HostScope & {
  conversationId: string;
  turnId: string;
} {
  const asked = { parentRunId: null, depth: 0, isDraft: runsDraft };
  return { workspaceId, ...botOf(input.snapshot), conversationId, turnId, messageId, ...asked };
}

/** Returns the bot of a scope, with its models. */
export function botOf(snapshot: BotSnapshot): Pick<HostScope, "botId" | "model" | "fallbackModel"> {
  const { botId, model } = snapshot;
  return { botId, model, fallbackModel: behaviourOf(snapshot).fallbackModel };
}
