import { callPerson, PEOPLE_HAVE_IT } from "@/server/conversations/call-person";
import { plainOutput } from "@/server/schemas/step-output";
import { renderText } from "../../templates/template";
import { openTemplateFaults } from "../open-template";
import { defineStepKind, type StepContext, type StepResult } from "../step-kind";
import { handOverStep, type HandOverStep } from "@/server/schemas/steps/hand-over";

const WITHOUT_REASON = "An action of the bot gave the conversation to people.";

/** Hands the conversation over to people and notifies them (CONTRACTS §3). */
export const handOver = defineStepKind<HandOverStep>(handOverStep, {
  check: (step, scope) => openTemplateFaults(step.reason, scope).map((message) => ({ path: ["reason"], message })),
  run,
});

async function run(step: HandOverStep, context: StepContext): Promise<StepResult> {
  const { workspaceId, conversationId, turnId, callId } = context;
  const given = renderText(step.reason, context.values).trim();
  const because = given === "" ? "" : ` Reason: ${given}`;
  if (conversationId === null) {
    return done(`Would give the conversation to people.${because}`);
  }
  const reason = given === "" ? WITHOUT_REASON : given;
  await callPerson({ workspaceId, conversationId, turnId, reason, sourceKey: `step-${callId}` });
  return done(`Gave the conversation to people.${because}`);
}

function done(summary: string): StepResult {
  return { status: "succeeded", output: plainOutput({ summary, forBot: PEOPLE_HAVE_IT }) };
}
