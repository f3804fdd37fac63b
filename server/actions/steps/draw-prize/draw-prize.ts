import { customerKey } from "@/server/conversations/customer-key";
import { DomainError, type ErrorDetail } from "@/server/errors";
import { drawPrize as draw, type DrawResult } from "@/server/raffles/draw-prize";
import { findRaffle } from "@/server/raffles/find-raffle";
import { failedOutput, plainOutput } from "@/server/schemas/step-output";
import { drawPrizeStep, type DrawPrizeStep } from "@/server/schemas/steps/draw-prize";
import { toE164 } from "@/server/text/phone-number";
import { renderText } from "../../templates/template";
import { openTemplateFaults } from "../open-template";
import { defineStepKind, type DraftScope, type StepContext, type StepResult } from "../step-kind";

/** Enters the customer into a raffle, and tells whether they won. */
export const drawPrize = defineStepKind<DrawPrizeStep>(drawPrizeStep, {
  check: (step, scope) => openTemplateFaults(step.phone, scope).map((message) => ({ path: ["phone"], message })),
  checkDraft,
  run,
});

async function checkDraft({ raffleId }: DrawPrizeStep, { workspaceId }: DraftScope): Promise<ErrorDetail[]> {
  try {
    await findRaffle(workspaceId, raffleId);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [{ path: ["raffleId"], message: "This raffle is no longer there. Choose another." }];
  }
}

async function run(step: DrawPrizeStep, context: StepContext): Promise<StepResult> {
  try {
    return await enter(step, context);
  } catch (error) {
    if (error instanceof DomainError) return { status: "failed", output: failedOutput(error.message) };
    throw error;
  }
}

async function enter({ raffleId, phone }: DrawPrizeStep, context: StepContext): Promise<StepResult> {
  const { workspaceId, conversationId, isDraft, callId } = context;
  const { name } = await findRaffle(workspaceId, raffleId);
  const typed = renderText(phone, context.values).trim();
  const number = toE164(typed);
  if (typed !== "" && number === null) return told(name, { result: "no_phone", prize: "", text: askForPhone(typed) });
  if (conversationId === null) {
    const text = `Would enter the customer into ${name} and draw.`;
    return { status: "succeeded", output: plainOutput({ summary: text, forBot: text }) };
  }
  const entrant = number ?? (await customerKey(workspaceId, conversationId));
  return told(name, await draw({ workspaceId, raffleId, entrant, conversationId, isTest: isDraft, callId }));
}

/** Said to the customer, who can try again. */
function askForPhone(typed: string): string {
  return `“${typed}” is not a phone number with its country code. Write it like +525500000000.`;
}

type Told = Omit<DrawResult, "result"> & { result: DrawResult["result"] | "no_phone" };

function told(name: string, { result, prize, text }: Told): StepResult {
  const summaries = {
    won: `Won ${prize} in ${name}.`,
    lost: `Won nothing in ${name}.`,
    again: `Has taken part in ${name} before.`,
    closed: `${name} is not open.`,
    no_phone: `Not entered into ${name}: the phone number is not complete.`,
  };
  const output = plainOutput({ summary: summaries[result], forBot: text, body: { result, prize } });
  return { status: "succeeded", output: { ...output, variables: { won: result === "won", prize } } };
}
