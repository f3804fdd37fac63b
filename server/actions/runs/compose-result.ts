import { clip } from "@/server/text/excerpt";
import type { ActionDefinition } from "@/server/schemas/action-definition";

/** CONTRACTS leave the length open; more than this drowns a conversation. */
export const MAX_RESULT_CHARACTERS = 60_000;

export interface EndedStep {
  name: string;
  status: "succeeded" | "failed" | "skipped";
  forBot: string;
}

/** Told when the condition of no step held. */
const NOTHING_TO_DO = "There was nothing to do.";

/**
 * What the bot is told of a run, by its return mode. A failure ends the run and is told in place of what came before;
 * `all` tells every step behind its name. Steps that were skipped are left out.
 */
export function composeResult({ returnMode }: Pick<ActionDefinition, "returnMode">, steps: EndedStep[]): string {
  const done = steps.filter((step) => step.status !== "skipped");
  if (returnMode === "all" && done.length > 0) {
    return capText(done.map(({ name, forBot }) => `${name}: ${forBot}`).join("\n"));
  }
  const failed = done.find((step) => step.status === "failed");
  const told = failed ?? (returnMode === "first" ? done[0] : done.at(-1));
  return told ? capText(told.forBot) : NOTHING_TO_DO;
}

/** Cuts a text that is too long for a model, and says so in it. */
export function capText(text: string): string {
  if (text.length <= MAX_RESULT_CHARACTERS) return text;
  const note = `\n[Cut: the answer has ${text.length} characters; these are the first of them.]`;
  return clip(text, MAX_RESULT_CHARACTERS - note.length) + note;
}
