import type { ErrorDetail } from "@/server/errors";
import { resolve, toText, wholeReference, type EarlierStep, type Reference } from "../../templates/template";
import type { SavedVariable } from "@/server/schemas/steps/webhook";

/** Every instruction contains the conversation's variables, so their length is limited. */
const MAX_VALUE_CHARACTERS = 20_000;

export interface SavedValues {
  variables: Record<string, unknown>;
  /** For the log; null when there is nothing to save. */
  summary: string | null;
}

/** Extracts the values of an answer that become conversation variables. A missing value sets nothing. */
export function savedValues(saved: SavedVariable[], answer: EarlierStep, isInConversation: boolean): SavedValues {
  if (saved.length === 0) return { variables: {}, summary: null };
  const values = { args: {}, constants: {}, secrets: {}, variables: {}, steps: { [ANSWER]: answer }, callback: {} };
  const found = saved.map(({ path, variable }) => {
    const reference = referenceTo(path);
    return { path, variable, value: reference ? resolve(reference, values) : undefined };
  });
  const missing = found.filter(({ value }) => value === undefined);
  const long = found.filter(({ value }) => value !== undefined && toText(value).length > MAX_VALUE_CHARACTERS);
  const kept = found.filter((item) => !missing.includes(item) && !long.includes(item));
  const where = isInConversation ? "" : " for the rest of this run only, which is outside of any conversation";
  const notes = [
    ...(kept.length > 0 ? [`Set ${namesOf(kept)}${where}.`] : []),
    ...missing.map(({ path, variable }) => `${variable} was not set: there is no ${path} in the answer.`),
    ...long.map(({ variable }) => `${variable} was not set: it has more than ${MAX_VALUE_CHARACTERS} characters.`),
  ];
  return {
    variables: Object.fromEntries(kept.map(({ variable, value }) => [variable, value])),
    summary: notes.join(" "),
  };
}

/** Faults of the paths and names to save; paths start at the step. */
export function savedVariableFaults(saved: SavedVariable[]): ErrorDetail[] {
  return saved.flatMap(({ path, variable }, i): ErrorDetail[] => {
    const message = `"${path}" is not a part of an answer: write body, body.order.id, status or headers.location.`;
    const isTaken = saved.findIndex((other) => other.variable === variable) < i;
    return [
      ...(referenceTo(path) ? [] : [{ path: ["saveVariables", i, "path"], message }]),
      ...(isTaken
        ? [{ path: ["saveVariables", i, "variable"], message: `${variable} is set twice. Keep one of them.` }]
        : []),
    ];
  });
}

const ANSWER = "answer";

function referenceTo(path: string): Reference | null {
  const reference = wholeReference(`{{steps.${ANSWER}.${path.trim()}}}`);
  const [field, ...rest] = reference?.path ?? [];
  const isPlace =
    field === "body" || (field === "status" && rest.length === 0) || (field === "headers" && rest.length === 1);
  return isPlace ? reference : null;
}

function namesOf(items: { variable: string }[]): string {
  return items.map(({ variable }) => variable).join(", ");
}
