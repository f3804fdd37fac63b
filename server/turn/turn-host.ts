import type { ModelReply, ModelRequest } from "@/server/models/model-messages";
import type { ActionOutcome } from "@/server/actions/action-outcome";
import type { ActionDefinition } from "@/server/actions/definition";

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
  runAction(name: string, call: ActionCall): Promise<ActionOutcome>;
}
