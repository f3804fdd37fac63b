import type { ActionArgument, ActionDefinition } from "@/server/schemas/action-definition";
import type { ConstantInput, DefinitionInput } from "@/server/actions/definition/definition-input";
import { newStep, toStep, toStepForm, withoutEmptyStepRows } from "../step-list/edit-steps";
import { isTyped } from "../fields/pair-row";
import { newKey } from "../fields/rows";
import type { StepForm } from "../step-list/step-form";

/** The form state of an action. Fields keep their raw text, valid or not, and each row has a stable key. */
export interface ActionForm {
  name: string;
  functionName: string;
  description: string;
  arguments: ArgumentRow[];
  constants: ConstantRow[];
  steps: StepForm[];
  returnMode: ActionDefinition["returnMode"];
  errorMessage: string;
  /** Seconds before the first step; empty for no delay. */
  delay: string;
  stopAfterCall: boolean;
  notifyOnCall: boolean;
}

export interface ArgumentRow {
  key: string;
  name: string;
  description: string;
  type: ActionArgument["type"];
  /** The type of a list's items; undefined means text. */
  itemType: ActionArgument["itemType"];
  required: boolean;
  /** One value per line; null allows any value. */
  choices: string | null;
}

export interface ConstantRow {
  key: string;
  name: string;
  value: string;
  secret: boolean;
  /** The name under which the secret value is stored. The value itself is never returned to the browser. */
  storedAs: string | null;
  /** The user is replacing the stored value. */
  isReplacing: boolean;
}

export function toForm(definition: DefinitionInput): ActionForm {
  const { name, functionName, description, returnMode, errorMessage } = definition;
  return {
    name,
    functionName,
    description,
    arguments: definition.arguments.map(toArgumentRow),
    constants: definition.constants.map((constant) => ({
      key: newKey(),
      name: constant.name,
      secret: constant.secret,
      value: constant.value ?? "",
      storedAs: constant.secret ? constant.name : null,
      isReplacing: false,
    })),
    steps: definition.steps.map(toStepForm),
    returnMode,
    errorMessage,
    delay: definition.delaySeconds ? String(definition.delaySeconds) : "",
    stopAfterCall: definition.stopAfterCall ?? false,
    notifyOnCall: definition.notifyOnCall ?? false,
  };
}

/** Builds the definition to send. Unreadable numbers become NaN, so that the server reports them at their path. */
export function toDefinition(form: ActionForm): DefinitionInput {
  const delay = form.delay.trim();
  return {
    name: form.name,
    functionName: form.functionName,
    description: form.description,
    arguments: form.arguments.map(({ name, description, type, itemType, required, choices }) => {
      const values = linesOf(choices ?? "");
      return {
        name,
        description,
        type,
        required,
        ...(values.length > 0 && canHaveChoices(type) && { enum: values }),
        ...(itemType && type === "list" && { itemType }),
      };
    }),
    constants: form.constants.map(toConstant),
    steps: form.steps.map(toStep),
    returnMode: form.returnMode,
    errorMessage: form.errorMessage,
    ...(delay !== "" && delay !== "0" && { delaySeconds: Number(delay) }),
    ...(form.stopAfterCall && { stopAfterCall: true }),
    ...(form.notifyOnCall && { notifyOnCall: true }),
  };
}

/** Removes rows that the user left empty; they would only produce faults. */
export function withoutEmptyRows(form: ActionForm): ActionForm {
  return {
    ...form,
    arguments: form.arguments.filter(({ name, description }) => name !== "" || description !== ""),
    constants: form.constants.filter((row) => isTyped(row) || row.storedAs !== null),
    steps: form.steps.map(withoutEmptyStepRows),
  };
}

/** Clears the secrets that a save has stored, except those that the user edited during the save. */
export function withSecretsStored(form: ActionForm, sent: ActionForm): ActionForm {
  const constants = form.constants.map((row) => {
    const before = sent.constants.find(({ key }) => key === row.key);
    if (!before?.secret) return { ...row, storedAs: null };
    const stored = { ...row, storedAs: before.name };
    if (!row.secret || row.value !== before.value) return { ...stored, isReplacing: row.secret };
    return { ...stored, value: "", isReplacing: false };
  });
  return { ...form, constants };
}

/** Whether a stored secret is unchanged, in which case null is sent and the server keeps its value. */
export function keepsSecret({ secret, storedAs, isReplacing }: ConstantRow): boolean {
  return secret && storedAs !== null && !isReplacing;
}

export function canHaveChoices(type: ActionArgument["type"]): boolean {
  return type === "string" || type === "number" || type === "list";
}

export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export function emptyForm(): ActionForm {
  return {
    name: "",
    functionName: "",
    description: "",
    arguments: [],
    constants: [],
    steps: [newStep([])],
    returnMode: "last",
    errorMessage: "",
    delay: "",
    stopAfterCall: false,
    notifyOnCall: false,
  };
}

export function newArgument(): ArgumentRow {
  return {
    key: newKey(),
    name: "",
    description: "",
    type: "string",
    itemType: undefined,
    required: true,
    choices: null,
  };
}

export function toArgumentRow(argument: ActionArgument): ArgumentRow {
  const { name, description, type, itemType, required } = argument;
  return { key: newKey(), name, description, type, itemType, required, choices: argument.enum?.join("\n") ?? null };
}

export function newConstant(): ConstantRow {
  return { key: newKey(), name: "", value: "", secret: false, storedAs: null, isReplacing: false };
}

function toConstant(row: ConstantRow): ConstantInput {
  const { name, value, storedAs } = row;
  if (!row.secret) return { secret: false, name, value };
  if (!keepsSecret(row) && value !== "") return { secret: true, name, value };
  return { secret: true, name, value: null, ...(storedAs !== null && storedAs !== name && { storedAs }) };
}
