import type { TemplateScope } from "@/server/actions/templates/template-scope";
import type { ActionForm } from "../editor/action-form";
import type { StepForm } from "../step-list/step-form";
import type { ReturnsContext } from "../step-list/step-kind-form";
import { stepKindForms } from "../steps/registry";
import type { VariableGroup } from "./variable-group";

/** Data for the variable menus from outside the form. */
export interface KnownResults {
  /** Answers of the last run, by step name. */
  bodies: ReadonlyMap<string, unknown>;
  /** Columns of the data tables, by table id. */
  columns: ReadonlyMap<string, { key: string; name: string }[]>;
  /** Names of the workspace's secrets; null while they are not known. */
  secrets: string[] | null;
}

/**
 * The names that a step's templates may use.
 * @param secrets Names of the workspace's secrets; null if they are not known.
 */
export function templateScope(form: ActionForm, index: number, secrets: string[] | null): TemplateScope {
  return {
    args: namesOf(form.arguments),
    constants: namesOf(form.constants),
    secrets,
    earlierSteps: namesOf(form.steps.slice(0, index)),
    laterSteps: namesOf(form.steps.slice(index)),
    hasCallback: hasCallbackAfter(form.steps, index),
  };
}

/** What the lists of variables offer for a step's templates: arguments, constants, secrets, earlier results, variables and the callback address. */
export function variableGroups(form: ActionForm, index: number, known: KnownResults): VariableGroup[] {
  const earlier = form.steps.slice(0, index);
  const step = form.steps[index];
  const isSeen = step !== undefined && stepKindForms[step.kind].isSeen === true;
  const groups: VariableGroup[] = [
    {
      label: "Arguments",
      items: named(form.arguments).map((row) => ({ reference: `args.${row.name}`, hint: row.description || row.type })),
    },
    {
      label: "Constants",
      items: named(form.constants.filter(({ secret }) => !(secret && isSeen))).map((row) => ({
        reference: `constants.${row.name}`,
        hint: row.secret ? "secret" : row.value,
      })),
    },
    {
      label: "Secrets of the workspace",
      items: isSeen ? [] : (known.secrets ?? []).map((name) => ({ reference: `secrets.${name}`, hint: "secret" })),
    },
    ...named(earlier).map((step) => ({ label: `What “${step.name}” returned`, items: returnsOf(step, known) })),
    {
      label: "Variables of the conversation",
      items: variablesSetBy(earlier).map((name) => ({
        reference: `variables.${name}`,
        hint: "set by an earlier step",
      })),
    },
    {
      label: "Callback",
      items: hasCallbackAfter(form.steps, index)
        ? [{ reference: "callback.url", hint: "the one-time address that a later step waits at" }]
        : [],
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

/** Whether a step after this one waits for a callback. */
function hasCallbackAfter(steps: StepForm[], index: number): boolean {
  return steps.slice(index + 1).some(({ kind }) => kind === "callback");
}

function returnsOf(step: StepForm, { bodies, columns }: KnownResults): VariableGroup["items"] {
  const context: ReturnsContext = {
    start: `steps.${step.name}`,
    columnsOf: (tableId) => columns.get(tableId) ?? [],
    lastBody: bodies.get(step.name),
  };
  return stepKindForms[step.kind].returns(step, context);
}

function variablesSetBy(steps: StepForm[]): string[] {
  const names = steps.flatMap((step) => stepKindForms[step.kind].sets(step));
  return [...new Set(names)].filter((name) => name !== "");
}

function namesOf(items: { name: string }[]): string[] {
  return named(items).map(({ name }) => name);
}

function named<T extends { name: string }>(items: T[]): T[] {
  return items.filter(({ name }) => name !== "");
}
