import type { ActionArgument, ActionDefinition, WebhookStep } from "@/server/actions/definition";
import type { ConstantInput, DefinitionInput } from "@/server/actions/definition-input";
import { parseStatusCodes } from "./status-codes";

/** An action as its editor holds it: every box has its text, however wrong, and every row a key that stays with it. */
export interface ActionForm {
  name: string;
  functionName: string;
  description: string;
  arguments: ArgumentRow[];
  constants: ConstantRow[];
  steps: StepForm[];
  returnMode: ActionDefinition["returnMode"];
  errorMessage: string;
}

export interface ArgumentRow {
  key: string;
  name: string;
  description: string;
  type: ActionArgument["type"];
  required: boolean;
  /** One a line; null: any value. */
  choices: string | null;
}

export interface ConstantRow {
  key: string;
  name: string;
  value: string;
  secret: boolean;
  /** The name under which a secret value is stored, which never comes back to the browser. */
  storedAs: string | null;
  /** A new value is being typed in place of the stored one. */
  isReplacing: boolean;
}

export interface PairRow {
  key: string;
  name: string;
  value: string;
}

export interface StepForm {
  key: string;
  name: string;
  method: WebhookStep["method"];
  url: string;
  query: PairRow[];
  headers: PairRow[];
  bodyType: WebhookStep["body"]["type"];
  /** Stays when the type is "none" for a while. */
  bodyText: string;
  /** Only answers with one of the status codes reach the bot. */
  isFiltered: boolean;
  statusCodes: string;
  timeout: string;
}

export function toForm(definition: DefinitionInput): ActionForm {
  const { name, functionName, description, returnMode, errorMessage } = definition;
  return {
    name,
    functionName,
    description,
    arguments: definition.arguments.map((argument) => ({
      ...argument,
      key: newKey(),
      choices: argument.enum ? argument.enum.join("\n") : null,
    })),
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
  };
}

/** What is sent to the server. Numbers that cannot be read become NaN, which it refuses at their place. */
export function toDefinition(form: ActionForm): DefinitionInput {
  return {
    name: form.name,
    functionName: form.functionName,
    description: form.description,
    arguments: form.arguments.map(({ name, description, type, required, choices }) => {
      const values = linesOf(choices ?? "");
      return { name, description, type, required, ...(values.length > 0 && canHaveChoices(type) && { enum: values }) };
    }),
    constants: form.constants.map(toConstant),
    steps: form.steps.map(toStep),
    returnMode: form.returnMode,
    errorMessage: form.errorMessage,
  };
}

/** Leaves out rows in which nothing was typed; they mean nothing and would only be complained about. */
export function withoutEmptyRows(form: ActionForm): ActionForm {
  const isTyped = ({ name, value }: PairRow) => name !== "" || value !== "";
  return {
    ...form,
    arguments: form.arguments.filter(({ name, description }) => name !== "" || description !== ""),
    constants: form.constants.filter((row) => isTyped(row) || row.storedAs !== null),
    steps: form.steps.map((step) => ({
      ...step,
      query: step.query.filter(isTyped),
      headers: step.headers.filter(isTyped),
    })),
  };
}

/** After a save: secrets that were sent are stored and leave the browser, unless they were changed meanwhile. */
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

/** A stored secret stays as it is while its name and its box are left alone. */
export function keepsSecret({ secret, storedAs, name, isReplacing }: ConstantRow): boolean {
  return secret && storedAs !== null && storedAs === name && !isReplacing;
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
  };
}

export function newArgument(): ArgumentRow {
  return { key: newKey(), name: "", description: "", type: "string", required: true, choices: null };
}

export function newConstant(): ConstantRow {
  return { key: newKey(), name: "", value: "", secret: false, storedAs: null, isReplacing: false };
}

export function newPair(): PairRow {
  return { key: newKey(), name: "", value: "" };
}

/** A step with a name that none of the others has. */
export function newStep(others: StepForm[]): StepForm {
  const taken = new Set(others.map(({ name }) => name));
  let number = others.length + 1;
  while (taken.has(`step_${number}`)) number += 1;
  return {
    key: newKey(),
    name: `step_${number}`,
    method: "GET",
    url: "",
    query: [],
    headers: [],
    bodyType: "none",
    bodyText: "",
    isFiltered: true,
    statusCodes: "200",
    timeout: "30",
  };
}

let keys = 0;

function newKey(): string {
  keys += 1;
  return `row-${keys}`;
}

function toStepForm(step: WebhookStep): StepForm {
  const { name, method, url, body, acceptedStatusCodes, timeoutSeconds } = step;
  return {
    key: newKey(),
    name,
    method,
    url,
    query: step.query.map((pair) => ({ ...pair, key: newKey() })),
    headers: step.headers.map((pair) => ({ ...pair, key: newKey() })),
    bodyType: body.type,
    bodyText: body.type === "none" ? "" : body.text,
    isFiltered: acceptedStatusCodes !== null,
    statusCodes: (acceptedStatusCodes ?? [200]).join(", "),
    timeout: String(timeoutSeconds),
  };
}

function toStep(step: StepForm): WebhookStep {
  const { name, method, url, bodyType, bodyText } = step;
  return {
    kind: "webhook",
    name,
    method,
    url: url.trim(),
    query: step.query.map(({ name, value }) => ({ name, value })),
    headers: step.headers.map(({ name, value }) => ({ name, value })),
    body: bodyType === "none" ? { type: bodyType } : { type: bodyType, text: bodyText },
    acceptedStatusCodes: step.isFiltered ? parseStatusCodes(step.statusCodes) : null,
    timeoutSeconds: step.timeout.trim() === "" ? Number.NaN : Number(step.timeout),
  };
}

function toConstant(row: ConstantRow): ConstantInput {
  const { name, value } = row;
  if (!row.secret) return { secret: false, name, value };
  return { secret: true, name, value: keepsSecret(row) || value === "" ? null : value };
}
