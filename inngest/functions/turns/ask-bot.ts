import { invoke } from "inngest";
import { z } from "zod";
import { inngest } from "@/server/outbox/inngest-client";
import { failedOutput, type StepOutput } from "@/server/schemas/step-output";
import { endStep } from "@/server/actions/runs/step-wait";
import { botOf } from "@/server/turn/chat/host-scope";
import type { ScenarioEffects } from "@/server/scenario/run/scenario-input";
import { asAsked, loadQuestion, openQuestion, toAnswer } from "@/server/turn/ask-bot";
import { runTurn } from "@/server/turn/run-turn";
import { durableHost } from "./durable-host";

const botQuestion = z.object({ workspaceId: z.string(), runId: z.string(), position: z.int() });

const gaveUp: StepOutput = {
  ...failedOutput(
    "Something failed inside Parley each time the bot was asked. The server's log has the cause under this run's id.",
  ),
  forBot: "The bot that was asked could not answer.",
};

/**
 * Lets a bot answer the question of a step in another bot's action; the step then ends with the answer (CONTRACTS §3).
 */
export const askBot = inngest.createFunction(
  {
    id: "ask-bot",
    triggers: [invoke(botQuestion)],
    concurrency: [{ key: 'event.data.runId + "-" + string(event.data.position)', limit: 1 }],
    retries: 3,
    onFailure: async ({ event }) => {
      const { position, ...key } = botQuestion.parse(event.data.event.data);
      await endStep(key, position, { status: "failed", output: gaveUp });
    },
  },
  async ({ event, runId: hostRunId, step }) => {
    const { workspaceId, runId, position } = event.data;
    const key = { workspaceId, runId };
    const question = await step.run("open", () => openQuestion(key, position));
    if (question === null) return;
    const turn = await loadQuestion(key, position, question);
    if (turn === null) return;
    if ("status" in turn) {
      await step.run("end", () => endStep(key, position, turn));
      return;
    }
    const { snapshot } = turn.input;
    const { conversationId, turnId, depth, isDraft } = turn.run;
    const scope = { workspaceId, ...botOf(snapshot), conversationId, turnId, messageId: null };
    const host = durableHost({ ...scope, parentRunId: runId, depth: depth + 1, isDraft }, step, hostRunId);
    const { loadCampaign } = host.scenario;
    const scenario: ScenarioEffects = {
      ...host.scenario,
      loadCampaign: async (...found) => asAsked(await loadCampaign(...found)),
    };
    const result = await runTurn(turn.input, { ...host, scenario });
    await step.run("end", () => endStep(key, position, toAnswer(turn, result)));
  },
);
