import { durationInWords } from "@/server/text/duration-in-words";
import { plainOutput } from "@/server/schemas/step-output";
import { defineStepKind, type StepResult } from "../step-kind";
import { waitStep, type WaitStep } from "@/server/schemas/steps/wait";

/** Waits for a fixed time. The first stored execution determines when it ends. */
export const wait = defineStepKind<WaitStep>(waitStep, { check: () => [], run });

async function run({ seconds }: WaitStep): Promise<StepResult> {
  const length = durationInWords(seconds);
  const at = new Date(Date.now() + seconds * 1000).toISOString();
  const output = plainOutput({ summary: `A pause of ${length}.`, forBot: `Paused for ${length}.` });
  return { status: "waiting", output, rest: { type: "until", at } };
}
