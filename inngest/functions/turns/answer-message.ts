import { inngest } from "@/server/outbox/inngest-client";
import { messageReceived } from "@/inngest/events";
import { endDurableTurn, giveUpDurableTurn, openDurableTurn } from "@/server/turn/durable/durable-turn";
import { loadTurn } from "@/server/turn/context/load-turn";
import { runTurn } from "@/server/turn/run-turn";
import { eventCatalogue } from "@/server/outbox/event-catalogue";
import { durableTurnHost } from "./durable-host";
import { keepScenarioStart } from "./keep-scenario-start";

/** Answers a customer's message on channels that do not stream, and after a streaming turn has crashed. */
export const answerMessage = inngest.createFunction(
  {
    id: "answer-message",
    triggers: [messageReceived],
    concurrency: [{ key: "event.data.conversationId", limit: 1 }],
    retries: 4,
    onFailure: async ({ event, error }) => {
      const due = eventCatalogue["conversation/message.received"].parse(event.data.event.data);
      await giveUpDurableTurn(due, event.data.run_id, error.message);
    },
  },
  async ({ event, runId, step }) => {
    const { mergeSeconds = 0 } = event.data;
    // A newer message has its own run, which waits as long. After the wait this message is no longer the newest.
    if (mergeSeconds > 0) await step.sleep("merge", mergeSeconds * 1000);
    const turnId = await step.run("open", () => openDurableTurn(event.data, runId));
    if (turnId === null) return { answered: false };
    const turn = await loadTurn(turnId);
    // A crash after the replies were saved: the state of the conversation is already the one after this message.
    if (turn.isCompleted) return { answered: true };
    const input = await keepScenarioStart(turn.input, step);
    const result = await runTurn(input, durableTurnHost(turn, step, runId));
    return step.run("save", () => endDurableTurn(turn, result));
  },
);
