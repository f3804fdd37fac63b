import { awaitRun } from "@/server/actions/runs/await-run";
import { requestRun } from "@/server/actions/runs/create-run";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import { hasSaidInTurn } from "@/server/conversations/send-message";
import { callModel, type CallLimits } from "@/server/models/requests/call-model";
import { resolveModel, type ModelTarget } from "@/server/models/catalogue/resolve-model";
import { showImages } from "@/server/models/prompts/show-images";
import { transcribeAudio } from "@/server/models/transcription/transcribe-audio";
import { dispatch } from "@/server/outbox/outbox";
import { scopeOf } from "./host-scope";
import type { LoadedTurn } from "../context/load-turn";
import { performStandardCall } from "../replies/standard-calls";
import type { TurnHost } from "../turn-host";

/** What the customer sees while the turn goes on. */
export interface TurnViewer {
  text(delta: string): void;
  /** A new model call begins: what it says stands apart from what was said before. */
  nextText(): void;
  /** An action is called. */
  working(action: ActionDefinition): void;
  /** More messages are waited for before the model is asked, for so long; 0: no longer. */
  waiting(seconds: number): void;
}

/** A run that takes longer is no longer waited for; it goes on all the same, and its result is told later. */
const RUN_TIMEOUT_MS = 240_000;

export interface ChatLimits extends CallLimits {
  /** How long the turn waits for a suspended action, in milliseconds. */
  suspendedMs: number;
}

/**
 * The host that does everything at once and streams what the model says.
 * @param limits Of each model call and of the waiting for an action, where they are not the usual ones.
 */
export function chatHost(turn: LoadedTurn, viewer: TurnViewer, limits: Partial<ChatLimits> = {}): TurnHost {
  const { model, ...caller } = scopeOf(turn);
  const { workspaceId, conversationId, turnId } = caller;
  let target: Promise<ModelTarget> | undefined;
  // The model is asked on while the database still writes what an action came to, and nothing else is done before.
  let recorded: Promise<void> = Promise.resolve();
  const meanwhile = (recording: Promise<void>) => {
    recorded = recording;
    recording.catch(() => {});
  };
  return {
    async callModel(_name, request) {
      viewer.nextText();
      target ??= resolveModel(workspaceId, model);
      const shown = await showImages(workspaceId, model, request);
      const reply = await callModel(await target, shown, { onTextDelta: (delta) => viewer.text(delta), limits });
      await recorded;
      return reply;
    },
    transcribe: (_name, file) => transcribeAudio(workspaceId, file),
    async runAction(_name, call) {
      viewer.working(call.definition);
      await recorded;
      const { id: runId, events } = await requestRun({ ...caller, ...call });
      const patience = { timeoutMs: RUN_TIMEOUT_MS, suspendedMs: limits.suspendedMs, meanwhile };
      return awaitRun({ workspaceId, runId }, () => dispatch(events), patience);
    },
    async perform(_name, call) {
      await recorded;
      return performStandardCall({ workspaceId, conversationId, turnId }, call);
    },
    hasSaid: () => hasSaidInTurn(workspaceId, turnId),
  };
}
