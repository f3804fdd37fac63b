import { awaitRun } from "@/server/actions/await-run";
import { requestRun } from "@/server/actions/run-action";
import { callModel, type CallLimits } from "@/server/models/call-model";
import { resolveModel, type ModelTarget } from "@/server/models/resolve-model";
import { dispatch } from "@/server/outbox/outbox";
import type { LoadedTurn } from "./load-turn";
import type { TurnHost } from "./turn-host";

/** What the customer sees while the turn goes on. */
export interface TurnViewer {
  text(delta: string): void;
  /** A new model call begins: what it says stands apart from what was said before. */
  nextText(): void;
  /** An action is called. */
  working(actionName: string): void;
}

/** A run that takes longer is no longer waited for; it goes on all the same. */
const RUN_TIMEOUT_MS = 240_000;

/**
 * The host that does everything at once and streams what the model says.
 * @param limits Of each model call, where they are not the usual ones.
 */
export function chatHost(turn: LoadedTurn, viewer: TurnViewer, limits: Partial<CallLimits> = {}): TurnHost {
  const { workspaceId, conversationId, turnId } = turn;
  const { botId, model } = turn.input.snapshot;
  let target: Promise<ModelTarget> | undefined;
  return {
    async callModel(_name, request) {
      viewer.nextText();
      target ??= resolveModel(workspaceId, model);
      return callModel(await target, request, { onTextDelta: (delta) => viewer.text(delta), limits });
    },
    async runAction(_name, call) {
      viewer.working(call.definition.name);
      const { id: runId, events } = await requestRun({ workspaceId, botId, conversationId, turnId, ...call });
      return awaitRun({ workspaceId, runId }, () => dispatch(events), RUN_TIMEOUT_MS);
    },
  };
}
