import { inngest } from "@/server/outbox/inngest-client";
import { conversationActionEnded } from "@/inngest/events";
import { eventCatalogue } from "@/server/outbox/event-catalogue";
import { endLateTurn, giveUpLateTurn, openLateTurn } from "@/server/turn/durable/late-turn";
import { loadTurn } from "@/server/turn/context/load-turn";
import { runTurn } from "@/server/turn/run-turn";
import { durableTurnHost } from "./durable-host";

/** The maximum sleep between two checks whether another turn is still running. */
const LOOK_AGAIN_SECONDS = 30;

/** Sends the customer the result of an action that outlasted the turn which called it. */
export const answerLateResult = inngest.createFunction(
  {
    id: "answer-late-result",
    triggers: [conversationActionEnded],
    concurrency: [{ key: "event.data.conversationId", limit: 1 }],
    retries: 4,
    onFailure: async ({ event, error }) => {
      const late = eventCatalogue["conversation/action.ended"].parse(event.data.event.data);
      await giveUpLateTurn(late, event.data.run_id, error.message);
    },
  },
  async ({ event, runId, step }) => {
    const late = event.data;
    for (let look = 1; ; look += 1) {
      const opening = await step.run(`decide-${look}`, () => openLateTurn(late, runId));
      if (opening.next === "skip") return { replied: false };
      if (opening.next === "reply") {
        const turn = await loadTurn(opening.turnId);
        const result = await runTurn(turn.input, durableTurnHost(turn, step, runId));
        return step.run("save", () => endLateTurn(late, turn, result));
      }
      await step.sleep(`spoken-${look}`, `${Math.min(2 ** look, LOOK_AGAIN_SECONDS)}s`);
    }
  },
);
