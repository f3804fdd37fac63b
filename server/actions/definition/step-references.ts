import type { ActionStep } from "@/server/schemas/action-definition";
import { mapStrings } from "@/server/text/map-strings";
import { parseTemplate, type Reference } from "../templates/template";

export interface StepReferences {
  /** Names of arguments. */
  args: Set<string>;
  /** Names of other steps. */
  steps: Set<string>;
  /** Names of variables. */
  variables: Set<string>;
  /** It sends the address of a later callback step. */
  callback: boolean;
}

/** The references in a step's templates and condition, which must be given to run the step alone. */
export function referencesOf(step: ActionStep): StepReferences {
  const used: Reference[] = [];
  mapStrings(step, (text) => {
    for (const part of parseTemplate(text)) {
      if (part.kind === "value" && part.reference) used.push(part.reference);
    }
    return text;
  });
  const namesOf = (root: Reference["root"]) => new Set(used.filter((r) => r.root === root).map(({ name }) => name));
  return {
    args: namesOf("args"),
    steps: namesOf("steps"),
    variables: namesOf("variables"),
    callback: namesOf("callback").size > 0,
  };
}

/** The earlier steps whose results a step uses, in order: named in a template, or setting a variable that it uses. */
export function stepsNeededBy(step: ActionStep, all: ActionStep[]): ActionStep[] {
  const used = referencesOf(step);
  return all
    .slice(0, all.indexOf(step))
    .filter(
      (earlier) => used.steps.has(earlier.name) || variablesSetBy(earlier).some((name) => used.variables.has(name)),
    );
}

/** The names of the conversation variables that a step may set. */
export function variablesSetBy(step: ActionStep): string[] {
  if (step.kind === "set_variables") return step.values.map(({ name }) => name);
  if (step.kind === "draw_prize") return ["won", "prize"];
  if (step.kind === "cast_vote") return ["vote", "percent"];
  return step.kind === "webhook" ? (step.saveVariables ?? []).map(({ variable }) => variable) : [];
}
