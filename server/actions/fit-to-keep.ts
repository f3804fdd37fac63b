import { capText } from "./compose-result";
import type { ActionDefinition } from "./definition";
import { storableText } from "./map-strings";
import { createRedactor, redactOutput } from "./redact";
import { openConstants } from "./seal-constants";
import { StepFault } from "./step-fault";
import type { StepOutput } from "./step-output";

type Told = Pick<ActionDefinition, "errorMessage">;

/** Makes a step's output fit to be kept and shown: free of the action's secrets, and for the bot not too long. */
export function fitToKeep(
  definition: ActionDefinition,
  status: "succeeded" | "failed" | "skipped" | "waiting",
  output: StepOutput,
): StepOutput {
  const redact = createRedactor(secretsOf(definition));
  const safe = redactOutput(output, (text) => redact(storableText(text)));
  const forBot = status === "failed" ? errorForBot(definition, safe.forBot) : safe.forBot;
  return { ...safe, forBot: capText(forBot) };
}

/** The builder's error message stands in for any error text (CONTRACTS §3). */
export function errorForBot({ errorMessage }: Told, text: string): string {
  return errorMessage === "" ? text : errorMessage;
}

/** A secret that cannot be opened has been used by no step, so there is nothing to hide. */
function secretsOf({ constants }: ActionDefinition): string[] {
  try {
    return openConstants(constants).secrets;
  } catch (error) {
    if (error instanceof StepFault) return [];
    throw error;
  }
}
