import type { GetStepTools } from "inngest";
import type { inngest } from "@/server/outbox/inngest-client";
import { createRun } from "@/server/actions/runs/create-run";
import { detachRun } from "@/server/actions/runs/detach-run";
import { repeatableId } from "@/server/ids";
import { hasSaidInTurn } from "@/server/conversations/send-message";
import { callBotModel, swapsModels } from "@/server/models/requests/call-bot-model";
import { transcribeAudio } from "@/server/models/transcription/transcribe-audio";
import { keepDurableLease, type WorkAlive } from "@/server/turn/durable/durable-lease";
import type { LoadedTurn } from "@/server/turn/context/load-turn";
import { findTurnKnowledge } from "@/server/turn/context/find-turn-knowledge";
import { type HostScope, scopeOf } from "@/server/turn/chat/host-scope";
import { performStandardCall } from "@/server/turn/replies/standard-calls";
import { findCampaign, loadCampaign } from "@/server/turn/scenario/load-campaign";
import { scenarioEffects } from "@/server/turn/scenario/scenario-effects";
import type { TurnHost } from "@/server/turn/turn-host";
import type { ScenarioEffects } from "@/server/scenario/run/scenario-input";
import { runAction as startRun } from "../run-action";

/**
 * Memoises each effect under its name, so that a retry after a crash continues after the last finished one.
 * @param hostRunId The id of the Inngest run.
 * @param alive Renews the turn's lease during long effects; absent if another bot asks this bot, since there is no turn
 * then.
 */
export function durableHost(
  scope: HostScope,
  step: GetStepTools<typeof inngest>,
  hostRunId: string,
  alive: WorkAlive = (work) => work(),
): TurnHost {
  const { model, fallbackModel, ...caller } = scope;
  const { workspaceId, botId, conversationId, turnId } = caller;
  const models = { workspaceId, botId, turnId, model, fallbackModel };
  let isSwapped = false;
  const runAction: TurnHost["runAction"] = async (name, call) => {
    const runId = await step.run(`${name}-queue`, async () => {
      // Without an id of its own, a call that was queued just before a crash would be queued a second time.
      const { id = repeatableId("actionRun", [hostRunId, name]) } = call;
      await createRun({ ...caller, ...call, id });
      return id;
    });
    const key = { workspaceId, runId };
    const outcome = await step.invoke(name, { function: startRun, data: key });
    return outcome.status === "waiting" ? step.run(`${name}-detach`, () => detachRun(key)) : outcome;
  };
  return {
    callModel: async (name, request) => {
      const begun = isSwapped;
      const reply = await step.run(name, () => alive(() => callBotModel(models, begun, request)));
      // Derived from the memoised reply, so that a replay asks the models in the same order.
      if (swapsModels(reply)) isSwapped = !begun;
      return reply;
    },
    transcribe: (name, file) => step.run(name, () => alive(() => transcribeAudio(workspaceId, file))),
    findKnowledge: (name, question) => step.run(name, () => alive(() => findTurnKnowledge(question))),
    runAction,
    perform: (name, call) =>
      step.run(name, () => {
        if (conversationId === null || turnId === null) throw new Error(`There is no conversation for ${call.type}.`);
        return performStandardCall({ workspaceId, conversationId, turnId }, call);
      }),
    hasSaid: (name) => step.run(name, async () => turnId !== null && (await hasSaidInTurn(workspaceId, turnId))),
    scenario: durableEffects(scenarioEffects(caller, runAction), caller, step, alive),
  };
}

/** The host of a turn that answers a customer, whose lease it renews. */
export function durableTurnHost(turn: LoadedTurn, step: GetStepTools<typeof inngest>, hostRunId: string): TurnHost {
  return durableHost(scopeOf(turn), step, hostRunId, keepDurableLease(turn));
}

type Caller = Pick<HostScope, "workspaceId" | "isDraft">;

function durableEffects(
  effects: ScenarioEffects,
  { workspaceId, isDraft }: Caller,
  step: GetStepTools<typeof inngest>,
  alive: WorkAlive,
): ScenarioEffects {
  return {
    ...effects,
    rank: (name, scenario, text) => step.run(name, () => effects.rank(name, scenario, text)),
    callWebhook: (name, call) => step.run(name, () => alive(() => effects.callWebhook(name, call))),
    readVariables: (name) => step.run(name, () => effects.readVariables(name)),
    // Only the version is kept: a whole scenario is too large for a step's result.
    loadCampaign: async (name, botId, language) =>
      loadCampaign(workspaceId, await step.run(name, () => findCampaign({ workspaceId, isDraft }, botId)), language),
    fetchImage: (name, url) => step.run(name, () => alive(() => effects.fetchImage(name, url))),
  };
}
