import type { KnowledgeFound } from "@/server/knowledge/answers/knowledge-found";
import type { ModelFile, ModelReply, ModelRequest } from "@/server/models/prompts/model-messages";
import type { Transcription } from "@/server/models/transcription/transcribe-audio";
import type { ActionOutcome } from "@/server/actions/runs/action-outcome";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import type { ScenarioEffects } from "@/server/scenario/run/scenario-input";
import type { TurnQuestion } from "./context/find-turn-knowledge";
import type { EffectiveCall } from "./replies/standard-calls";

export interface ActionCall {
  /** The bot that has the action; by default the bot of the turn. A scenario may come to another bot's. */
  botId?: string;
  actionId: string;
  definition: ActionDefinition;
  /** The arguments, checked against the definition. */
  arguments: Record<string, unknown>;
  /** The id of the run if the call may be made again by another turn; by default the host chooses it. */
  id?: string | undefined;
}

/**
 * The effects of the turn engine. There are two hosts: the chat endpoint performs them immediately and streams; the
 * durable function memoises each effect under its name, which must be the same in every replay of the turn.
 */
export interface TurnHost {
  /** @param shownLine What a customer may see of a line that is streamed; by default all of it. */
  callModel(name: string, request: ModelRequest, shownLine?: (line: string) => string): Promise<ModelReply>;
  /** Transcribes a recording with the workspace's transcription model. */
  transcribe(name: string, file: ModelFile): Promise<Transcription>;
  /** Searches the bot's knowledge for the customer's message. */
  findKnowledge(name: string, question: TurnQuestion): Promise<KnowledgeFound>;
  runAction(name: string, call: ActionCall): Promise<ActionOutcome>;
  /** Performs one of the bot's standard functions. Returns the result for the model. */
  perform(name: string, call: EffectiveCall): Promise<string>;
  /** Whether actions of this turn have sent the customer a message. */
  hasSaid(name: string): Promise<boolean>;
  /** The effects of the bot's scenario. */
  readonly scenario: ScenarioEffects;
}
