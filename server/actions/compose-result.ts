import type { ActionDefinition } from "./definition";

/** CONTRACTS leave the length open; more than this drowns a conversation. */
export const MAX_RESULT_CHARACTERS = 60_000;

export interface EndedStep {
  name: string;
  status: "succeeded" | "failed";
  forBot: string;
}

/**
 * What the bot is told of a run, by its return mode. A failure ends the run and is told in place of what came before;
 * `all` tells every step behind its name.
 */
export function composeResult({ returnMode }: Pick<ActionDefinition, "returnMode">, steps: EndedStep[]): string {
  if (returnMode === "all") return capText(steps.map(({ name, forBot }) => `${name}: ${forBot}`).join("\n"));
  const failed = steps.find((step) => step.status === "failed");
  const told = failed ?? (returnMode === "first" ? steps[0] : steps.at(-1));
  return capText(told?.forBot ?? "");
}

/** Cuts a text that is too long for a model, and says so in it. */
export function capText(text: string): string {
  if (text.length <= MAX_RESULT_CHARACTERS) return text;
  const note = `\n[Cut: the answer has ${text.length} characters; these are the first of them.]`;
  return text.slice(0, MAX_RESULT_CHARACTERS - note.length).toWellFormed() + note;
}
