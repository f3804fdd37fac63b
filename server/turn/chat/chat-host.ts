import { awaitRun } from "@/server/actions/runs/await-run";
import { requestRun } from "@/server/actions/runs/create-run";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import { hasSaidInTurn } from "@/server/conversations/send-message";
import { callBotModel, swapsModels } from "@/server/models/requests/call-bot-model";
import type { CallLimits } from "@/server/models/requests/call-model";
import { transcribeAudio } from "@/server/models/transcription/transcribe-audio";
import { dispatch } from "@/server/outbox/outbox";
import { scopeOf } from "./host-scope";
import { findTurnKnowledge } from "../context/find-turn-knowledge";
import type { LoadedTurn } from "../context/load-turn";
import { LineFilter } from "./line-filter";
import { performStandardCall } from "../replies/standard-calls";
import { scenarioEffects } from "../scenario/scenario-effects";
import type { TurnHost } from "../turn-host";

/** Shows the customer the progress of a turn. */
export interface TurnViewer {
  text(delta: string): void;
  /** A new model call starts: its text is shown separately from earlier text. */
  nextText(): void;
  /** The bot calls an action. */
  working(action: ActionDefinition): void;
  /** The turn waits this long for more messages before it calls the model; 0 when the wait has ended. */
  waiting(seconds: number): void;
}

/** How long the turn waits for a run. A longer run continues, and a later turn delivers its result. */
const RUN_TIMEOUT_MS = 240_000;

export interface ChatLimits extends CallLimits {
  /** How long the turn waits for a suspended action, in milliseconds. */
  suspendedMs: number;
}

/**
 * The host that performs each effect immediately and streams the model's text.
 * @param limits Overrides the default limits of model calls and of waiting for actions.
 */
export function chatHost(turn: LoadedTurn, viewer: TurnViewer, limits: Partial<ChatLimits> = {}): TurnHost {
  const { model, fallbackModel, ...caller } = scopeOf(turn);
  const { workspaceId, botId, conversationId, turnId } = caller;
  const models = { workspaceId, botId, turnId, model, fallbackModel };
  let isSwapped = false;
  // The next model call may start while an action's outcome is still being stored. Every other effect waits for that.
  let recorded: Promise<void> = Promise.resolve();
  const meanwhile = (recording: Promise<void>) => {
    recorded = recording;
    recording.catch(() => {});
  };
  const runAction: TurnHost["runAction"] = async (_name, call) => {
    viewer.working(call.definition);
    await recorded;
    const { id: runId, events } = await requestRun({ ...caller, ...call });
    const patience = { timeoutMs: RUN_TIMEOUT_MS, suspendedMs: limits.suspendedMs, meanwhile };
    return awaitRun({ workspaceId, runId }, () => dispatch(events), patience);
  };
  const scenario = scenarioEffects(caller, runAction);
  return {
    async callModel(_name, request, shownLine) {
      viewer.nextText();
      const filter = shownLine && new LineFilter(shownLine);
      const show = (text: string) => text !== "" && viewer.text(text);
      const onTextDelta = (delta: string) => void show(filter ? filter.push(delta) : delta);
      const reply = await callBotModel(models, isSwapped, request, { onTextDelta, limits });
      show(filter?.flush() ?? "");
      if (swapsModels(reply)) isSwapped = !isSwapped;
      await recorded;
      return reply;
    },
    transcribe: (_name, file) => transcribeAudio(workspaceId, file),
    findKnowledge: (_name, question) => findTurnKnowledge(question),
    runAction,
    async perform(_name, call) {
      await recorded;
      return performStandardCall({ workspaceId, conversationId, turnId }, call);
    },
    hasSaid: () => hasSaidInTurn(workspaceId, turnId),
    scenario: {
      ...scenario,
      // Called after each action, so that the scenario goes on when the outcome is on disk.
      async readVariables(name) {
        await recorded;
        return scenario.readVariables(name);
      },
    },
  };
}
