import { inngest } from "@/server/outbox/inngest-client";
import { silenceDue } from "@/inngest/events";
import { eventCatalogue } from "@/server/outbox/event-catalogue";
import { loadTurn } from "@/server/turn/context/load-turn";
import { carryOutRule } from "@/server/turn/silence/carry-out-rule";
import { endSilenceTurn, giveUpSilenceTurn, openSilenceTurn } from "@/server/turn/silence/silence-turn";
import { durableTurnHost } from "./durable-host";

/** Does what an interaction says for a customer who has been silent: writes, closes the conversation or hands it off. */
export const answerSilence = inngest.createFunction(
  {
    id: "answer-silence",
    triggers: [silenceDue],
    concurrency: [{ key: "event.data.conversationId", limit: 1 }],
    retries: 4,
    onFailure: async ({ event, error }) => {
      const due = eventCatalogue["conversation/silence.due"].parse(event.data.event.data);
      await giveUpSilenceTurn(due, event.data.run_id, error.message);
    },
  },
  async ({ event, runId, step }) => {
    const turnId = await step.run("open", () => openSilenceTurn(event.data, runId));
    if (turnId === null) return { reminded: false };
    const turn = await loadTurn(turnId);
    // The draft lost the rule after the turn was opened.
    if (turn.carriesOut === null) throw new Error(`The rule ${event.data.ruleId} no longer exists.`);
    const result = await carryOutRule(turn, turn.carriesOut, durableTurnHost(turn, step, runId));
    return step.run("save", () => endSilenceTurn(turn, result));
  },
);
