import type { ModelChoice } from "@/server/schemas/model-choice";
import type { LoadedTurn } from "../context/load-turn";

/** Whose effects a turn host carries out. */
export interface HostScope {
  workspaceId: string;
  /** The bot that runs. */
  botId: string;
  model: ModelChoice;
  /** Null outside of a conversation. */
  conversationId: string | null;
  turnId: string | null;
  /** The run whose step asked this bot; null for a bot that a customer talks to. */
  parentRunId: string | null;
  /** How many bots have asked one another to come here. */
  depth: number;
  /** The draft runs. */
  isDraft: boolean;
}

/** The scope of a turn that answers a customer. */
export function scopeOf({ workspaceId, conversationId, turnId, runsDraft, input }: LoadedTurn): HostScope & {
  conversationId: string;
  turnId: string;
} {
  const { botId, model } = input.snapshot;
  const asked = { parentRunId: null, depth: 0, isDraft: runsDraft };
  return { workspaceId, botId, model, conversationId, turnId, ...asked };
}
