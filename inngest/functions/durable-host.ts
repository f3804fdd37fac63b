import type { GetStepTools } from "inngest";
import type { inngest } from "@/server/outbox/inngest-client";
import { createRun } from "@/server/actions/runs/create-run";
import { detachRun } from "@/server/actions/runs/detach-run";
import { hasSaidInTurn } from "@/server/conversations/send-message";
import { callBotModel, swapsModels } from "@/server/models/requests/call-bot-model";
import { transcribeAudio } from "@/server/models/transcription/transcribe-audio";
import type { WorkAlive } from "@/server/turn/durable/durable-lease";
import type { HostScope } from "@/server/turn/chat/host-scope";
import { performStandardCall } from "@/server/turn/replies/standard-calls";
import type { TurnHost } from "@/server/turn/turn-host";
import { runAction } from "./run-action";

/**
 * Memoises each effect under its name, so that a retry after a crash continues after the last finished one.
 * @param alive Renews the turn's lease during long effects; absent if another bot asks this bot, since there is no turn
 * then.
 */
export function durableHost(
  scope: HostScope,
  step: GetStepTools<typeof inngest>,
  alive: WorkAlive = (work) => work(),
): TurnHost {
  const { model, fallbackModel, ...caller } = scope;
  const { workspaceId, botId, conversationId, turnId } = caller;
  const models = { workspaceId, botId, turnId, model, fallbackModel };
  let isSwapped = false;
  return {
    callModel: async (name, request) => {
      const begun = isSwapped;
      const reply = await step.run(name, () => alive(() => callBotModel(models, begun, request)));
      // Derived from the memoised reply, so that a replay asks the models in the same order.
      if (swapsModels(reply)) isSwapped = !begun;
      return reply;
    },
    transcribe: (name, file) => step.run(name, () => alive(() => transcribeAudio(workspaceId, file))),
    runAction: async (name, call) => {
      const runId = await step.run(`${name}-queue`, async () => {
        const { id } = await createRun({ ...caller, ...call });
        return id;
      });
      const key = { workspaceId, runId };
      const outcome = await step.invoke(name, { function: runAction, data: key });
      return outcome.status === "waiting" ? step.run(`${name}-detach`, () => detachRun(key)) : outcome;
    },
    perform: (name, call) =>
      step.run(name, () => {
        if (conversationId === null || turnId === null) throw new Error(`There is no conversation for ${call.type}.`);
        return performStandardCall({ workspaceId, conversationId, turnId }, call);
      }),
    hasSaid: (name) => step.run(name, async () => turnId !== null && (await hasSaidInTurn(workspaceId, turnId))),
  };
}
