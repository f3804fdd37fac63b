import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { switchActiveBot } from "@/server/conversations/answering/switch-bot";
import { DomainError, type ErrorDetail } from "@/server/errors";
import { failedOutput, plainOutput } from "@/server/schemas/step-output";
import { defineStepKind, type DraftScope, type StepContext, type StepResult } from "../step-kind";
import { switchBotStep, type SwitchBotStep } from "@/server/schemas/steps/switch-bot";

/** Lets another bot, or the channel's own again, answer the conversation (CONTRACTS §3). */
export const switchBot = defineStepKind<SwitchBotStep>(switchBotStep, { check: () => [], checkDraft, run });

async function checkDraft(step: SwitchBotStep, scope: DraftScope): Promise<ErrorDetail[]> {
  if (step.botId === null) return [];
  const path = ["botId"];
  if (step.botId === scope.botId) {
    return [{ path, message: "This is the bot that the action belongs to. Choose another bot, or the channel's own." }];
  }
  const name = await findName(scope.workspaceId, step.botId);
  return name === undefined ? [{ path, message: "This bot no longer exists. Choose another bot." }] : [];
}

async function run(step: SwitchBotStep, context: StepContext): Promise<StepResult> {
  const { workspaceId, conversationId, turnId } = context;
  if (conversationId === null) return wouldSwitch(step, workspaceId);
  try {
    const name = await switchActiveBot({ workspaceId, conversationId, botId: step.botId, turnId });
    return done(`Switched to ${name}.`, name);
  } catch (error) {
    if (error instanceof DomainError) return failed(error.message);
    throw error;
  }
}

async function wouldSwitch({ botId }: SwitchBotStep, workspaceId: string): Promise<StepResult> {
  if (botId === null) return done("Would switch back to the channel's own bot.", "the channel's own bot");
  const name = await findName(workspaceId, botId);
  return name === undefined ? failed("The bot to switch to no longer exists.") : done(`Would switch to ${name}.`, name);
}

async function findName(workspaceId: string, botId: string): Promise<string | undefined> {
  const [bot] = await db
    .select({ name: bots.name })
    .from(bots)
    .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId)));
  return bot?.name;
}

function done(summary: string, name: string): StepResult {
  const forBot = `Tell the customer that ${name} answers from the next message on.`;
  return { status: "succeeded", output: plainOutput({ summary, forBot }) };
}

function failed(error: string): StepResult {
  return { status: "failed", output: failedOutput(error) };
}
