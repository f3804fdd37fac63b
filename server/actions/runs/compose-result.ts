import { clip } from "@/server/text/excerpt";
import type { ActionDefinition } from "@/server/schemas/action-definition";

/** CONTRACTS set no limit; a longer result would fill the model's context. */
export const MAX_RESULT_CHARACTERS = 60_000;

export interface EndedStep {
  name: string;
  status: "succeeded" | "failed" | "skipped";
  forBot: string;
}

/** The result when every step was skipped. */
const NOTHING_TO_DO = "There was nothing to do.";

/**
 * Composes the result for the bot by the return mode. A failed step ends the run, and its error replaces earlier
 * results; `all` lists every step with its name. Skipped steps are left out.
 */
export function composeResult({ returnMode }: Pick<ActionDefinition, "returnMode">, steps: EndedStep[]): string {
  const done = steps.filter((step) => step.status !== "skipped");
  if (returnMode === "all" && done.length > 0) {
    return capText(done.map(({ name, forBot }) => `${name}: ${forBot}`).join("\n"));
  }
  const failed = done.find((step) => step.status === "failed");
  const reported = failed ?? (returnMode === "first" ? done[0] : done.at(-1));
  return reported ? capText(reported.forBot) : NOTHING_TO_DO;
}

/** Cuts a text that is too long for a model and appends a note. */
export function capText(text: string): string {
  if (text.length <= MAX_RESULT_CHARACTERS) return text;
  const note = `\n[Cut: the answer has ${text.length} characters; these are the first of them.]`;
  return clip(text, MAX_RESULT_CHARACTERS - note.length) + note;
}
