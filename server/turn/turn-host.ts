import type { ModelFile, ModelReply, ModelRequest } from "@/server/models/prompts/model-messages";
import type { Transcription } from "@/server/models/transcription/transcribe-audio";
import type { ActionOutcome } from "@/server/actions/runs/action-outcome";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import type { EffectiveCall } from "./replies/standard-calls";

export interface ActionCall {
  actionId: string;
  definition: ActionDefinition;
  /** Checked against the definition. */
  arguments: Record<string, unknown>;
}

/**
 * The turn engine's effects. Two hosts: the chat endpoint does them at once and streams; the durable function
 * memoises each under its name, which is the same every time the turn is replayed.
 */
export interface TurnHost {
  callModel(name: string, request: ModelRequest): Promise<ModelReply>;
  /** Lets the workspace's transcription model hear a recording. */
  transcribe(name: string, file: ModelFile): Promise<Transcription>;
  runAction(name: string, call: ActionCall): Promise<ActionOutcome>;
  /** Carries out one of the bot's standard functions, and says what the model is told. */
  perform(name: string, call: EffectiveCall): Promise<string>;
  /** Whether actions of this turn have said something to the customer. */
  hasSaid(name: string): Promise<boolean>;
}
