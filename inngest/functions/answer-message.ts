import type { GetStepTools } from "inngest";
import { inngest } from "@/inngest/client";
import { messageReceived } from "@/inngest/events";
import { createRun } from "@/server/actions/run-action";
import { callModel } from "@/server/models/call-model";
import { resolveModel } from "@/server/models/resolve-model";
import { endDurableTurn, giveUpDurableTurn, openDurableTurn } from "@/server/turn/durable-turn";
import { loadTurn, type LoadedTurn } from "@/server/turn/load-turn";
import { runTurn } from "@/server/turn/run-turn";
import type { TurnHost } from "@/server/turn/turn-host";
import { eventCatalogue } from "@/server/outbox/event-catalogue";
import { runAction } from "./run-action";

/** Answers a customer's message on every channel that does not stream, and where a streaming turn died. */
export const answerMessage = inngest.createFunction(
  {
    id: "answer-message",
    triggers: [messageReceived],
    concurrency: [{ key: "event.data.conversationId", limit: 1 }],
    retries: 4,
    onFailure: async ({ event, error }) => {
      const due = eventCatalogue["conversation/message.received"].parse(event.data.event.data);
      await giveUpDurableTurn(due, error.message);
    },
  },
  async ({ event, step }) => {
    const turnId = await step.run("open", () => openDurableTurn(event.data));
    if (turnId === null) return { answered: false };
    const turn = await loadTurn(turnId);
    const result = await runTurn(turn.input, durableHost(turn, step));
    return step.run("save", () => endDurableTurn(turnId, result));
  },
);

/** Memoises each effect under its name, so that a crash goes on after the last finished one. */
function durableHost(turn: LoadedTurn, step: GetStepTools<typeof inngest>): TurnHost {
  const { workspaceId, conversationId, turnId } = turn;
  const { botId, model } = turn.input.snapshot;
  return {
    callModel: (name, request) =>
      step.run(name, async () => callModel(await resolveModel(workspaceId, model), request)),
    runAction: async (name, call) => {
      const runId = await step.run(`${name}-queue`, async () => {
        const { id } = await createRun({ workspaceId, botId, conversationId, turnId, ...call });
        return id;
      });
      return step.invoke(name, { function: runAction, data: { workspaceId, runId } });
    },
  };
}
