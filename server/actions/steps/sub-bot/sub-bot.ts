import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { bots, botVersions } from "@/db/schema/bots";
import { askFault, draftAsks, MAX_ASK_DEPTH } from "./bot-cycles";
import type { ErrorDetail } from "@/server/errors";
import { capText } from "../../runs/compose-result";
import { failedOutput, plainOutput } from "@/server/schemas/step-output";
import { renderText } from "../../templates/template";
import { templateFaults } from "../../templates/template-faults";
import { defineStepKind, type DraftScope, type StepContext, type StepResult } from "../step-kind";
import { subBotStep, type SubBotStep } from "@/server/schemas/steps/sub-bot";

/** Asks another bot of the workspace; the step waits until that bot has answered (CONTRACTS §3). */
export const subBot = defineStepKind<SubBotStep>(subBotStep, {
  check: (step, scope) => templateFaults(step.input, scope).map((message) => ({ path: ["input"], message })),
  checkDraft,
  run,
});

async function checkDraft(step: SubBotStep, { workspaceId, botId }: DraftScope): Promise<ErrorDetail[]> {
  const graph = await draftAsks(workspaceId);
  const fault = graph.has(step.botId) ? askFault(graph, botId, step.botId) : "This bot no longer exists.";
  return fault === null ? [] : [{ path: ["botId"], message: `${fault} Choose another bot.` }];
}

async function run(step: SubBotStep, context: StepContext): Promise<StepResult> {
  const asked = await findBot(context.workspaceId, step.botId);
  if (!asked) return failed("The bot that this step asks no longer exists.");
  const botName = context.isDraft ? asked.name : asked.publishedName;
  if (botName === null) return failed(`The bot ${asked.name} has never been published.`);
  if (context.depth >= MAX_ASK_DEPTH) {
    return failed(`No more than ${MAX_ASK_DEPTH} bots may be asked in a row, so ${botName} was not asked.`);
  }
  const input = capText(renderText(step.input, context.values));
  if (input.trim() === "") return failed(`There is nothing to ask ${botName}: the question came out empty.`);
  const output = plainOutput({ summary: `Asks ${botName}.`, forBot: "" });
  return { status: "waiting", output, rest: { type: "bot", botId: step.botId, botName, input } };
}

/** The published name is null when the bot was never published. */
async function findBot(workspaceId: string, botId: string) {
  const [bot] = await db
    .select({ name: bots.name, publishedName: sql<string | null>`${botVersions.snapshot} ->> 'name'` })
    .from(bots)
    .leftJoin(botVersions, eq(botVersions.id, bots.publishedVersionId))
    .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId)));
  return bot;
}

function failed(reason: string): StepResult {
  return { status: "failed", output: failedOutput(reason) };
}
