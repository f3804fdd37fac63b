import { customerKey } from "@/server/conversations/customer-key";
import { DomainError, type ErrorDetail } from "@/server/errors";
import { castVote as cast, type VoteResult } from "@/server/polls/cast-vote";
import { findPoll } from "@/server/polls/find-poll";
import { failedOutput, plainOutput } from "@/server/schemas/step-output";
import { castVoteStep, type CastVoteStep } from "@/server/schemas/steps/cast-vote";
import { renderText } from "../../templates/template";
import { openTemplateFaults } from "../open-template";
import { defineStepKind, type DraftScope, type StepContext, type StepResult } from "../step-kind";

/** Gives the customer's vote in a poll, and tells the result so far. */
export const castVote = defineStepKind<CastVoteStep>(castVoteStep, {
  check: (step, scope) => openTemplateFaults(step.option, scope).map((message) => ({ path: ["option"], message })),
  checkDraft,
  run,
});

async function checkDraft({ pollId }: CastVoteStep, { workspaceId }: DraftScope): Promise<ErrorDetail[]> {
  try {
    await findPoll(workspaceId, pollId);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [{ path: ["pollId"], message: "This poll is no longer there. Choose another." }];
  }
}

async function run(step: CastVoteStep, context: StepContext): Promise<StepResult> {
  try {
    return await vote(step, context);
  } catch (error) {
    if (error instanceof DomainError) return { status: "failed", output: failedOutput(error.message) };
    throw error;
  }
}

async function vote({ pollId, option }: CastVoteStep, context: StepContext): Promise<StepResult> {
  const { workspaceId, conversationId, isDraft, callId } = context;
  const { name } = await findPoll(workspaceId, pollId);
  const choice = renderText(option, context.values);
  if (conversationId === null) {
    const text = `Would vote for “${choice}” in ${name}.`;
    return { status: "succeeded", output: plainOutput({ summary: text, forBot: text }) };
  }
  const voter = await customerKey(workspaceId, conversationId);
  return told(name, await cast({ workspaceId, pollId, voter, choice, conversationId, isTest: isDraft, callId }));
}

function told(name: string, { result, option, percent, votes, text }: VoteResult): StepResult {
  const summaries = {
    thanks: `Voted for “${option}” in ${name}.`,
    again: `Has voted for “${option}” in ${name} before.`,
    closed: `${name} is not open.`,
    no_option: `Not voted in ${name}: there is no such option.`,
  };
  const output = plainOutput({ summary: summaries[result], forBot: text, body: { result, option, percent, votes } });
  return { status: "succeeded", output: { ...output, variables: { vote: option, percent } } };
}
