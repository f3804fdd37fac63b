import { z } from "zod";
import { DomainError, type ErrorDetail } from "@/server/errors";
import {
  actionArgument,
  actionStep,
  type ActionArgument,
  type ActionDefinition,
  type ActionStep,
} from "@/server/schemas/action-definition";
import { standardNameFault } from "@/server/schemas/standard-functions";
import { constantInput, definitionInput, type ConstantInput } from "./definition-input";
import { findTooLarge } from "./definition-size";
import { createRedactor } from "@/server/secrets/masking/create-redactor";
import { MAX_SECRET_CHARACTERS, MAX_SECRETS, MIN_SECRET_LENGTH } from "@/server/secrets/masking/secret-limits";
import { absentSecret, openWorkspaceSecrets, type OpenedSecrets } from "../secrets/open-workspace-secrets";
import { findSecretReferences, secretNamesIn } from "../secrets/secret-references";
import { isStoredAs, openConstants, sealConstants, showDefinition } from "./seal-constants";
import { StepFault } from "../step-fault";
import { unusedCallbackFaults } from "../steps/callback/unused-callbacks";
import { conditionFaults } from "../steps/condition";
import { stepKinds } from "../steps/registry";
import type { DraftScope, StepScope } from "../steps/step-kind";

/**
 * Validates an action from the editor and returns its stored form with sealed secrets.
 * @param stored The definition that it replaces; its secrets may be kept.
 * @throws DomainError `invalid` that lists every fault with its path.
 */
export function checkDefinition(input: unknown, stored: ActionDefinition | null = null): ActionDefinition {
  const tooLarge = findTooLarge(input);
  if (tooLarge) throw refusal([tooLarge]);
  const parsed = definitionInput.safeParse(input);
  const parts = loosely.parse(input);
  const details: ErrorDetail[] = [
    ...(parsed.error?.issues.map(toDetail) ?? []),
    ...functionNameFaults(parts.functionName),
    ...duplicates(parts.arguments, "arguments", "argument"),
    ...duplicates(parts.constants, "constants", "constant"),
    ...duplicates(parts.steps, "steps", "step"),
    ...parts.arguments.flatMap((argument, i) => choiceFaults(actionArgument.safeParse(argument).data, i)),
    ...parts.constants.flatMap((constant, i) => secretFaults(constantInput.safeParse(constant).data, i, stored)),
    ...stepFaults(parts, stored),
    ...unusedCallbackFaults(parts.steps),
  ];
  if (!parsed.success || details.length > 0) throw refusal(details);
  return { ...parsed.data, constants: sealConstants(parsed.data.constants, stored?.constants ?? []) };
}

/**
 * Checks a definition against the database: the bots and tables used by its steps must exist.
 * @throws DomainError `invalid` that lists every fault with its path.
 */
export async function checkDraft(definition: ActionDefinition, scope: DraftScope): Promise<void> {
  const details = await findDraftFaults(definition, scope);
  if (details.length > 0) throw refusal(details);
}

/** Returns the same faults instead of throwing them. */
export async function findDraftFaults(definition: ActionDefinition, scope: DraftScope): Promise<ErrorDetail[]> {
  const existing = await openWorkspaceSecrets(scope.workspaceId, definition);
  const faults = await Promise.all(
    definition.steps.map(async (step, i) => {
      const own = [...(await stepKinds[step.kind].checkDraft(step, scope)), ...absentSecrets(step, existing)];
      return own.map(({ path, message }): ErrorDetail => ({ path: ["steps", i, ...path], message }));
    }),
  );
  return faults.flat();
}

function absentSecrets(step: ActionStep, existing: OpenedSecrets): ErrorDetail[] {
  return findSecretReferences(step)
    .filter(({ name }) => !existing.has(name))
    .map(({ name, path }) => ({ path, message: absentSecret(name) }));
}

/** Finds the faults of a stored definition, such as those that a newer rule of the editor reports. */
export function findDefinitionFaults(stored: ActionDefinition): ErrorDetail[] {
  try {
    checkDefinition(showDefinition(stored), stored);
    return [];
  } catch (error) {
    if (error instanceof DomainError) return error.details;
    throw error;
  }
}

const named = z.looseObject({ name: z.string() });
const namedList = z.array(named.catch({ name: "" })).catch([]);

/** Parses only the parts needed for further checks, so that one fault does not hide others. */
const loosely = z
  .looseObject({
    functionName: z.string().catch(""),
    arguments: namedList,
    constants: namedList,
    steps: namedList,
  })
  .catch({ functionName: "", arguments: [], constants: [], steps: [] });
type Loose = z.infer<typeof loosely>;

function toDetail(issue: z.core.$ZodIssue): ErrorDetail {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  return { path, message: issue.message };
}

/** More than a person would read; the message contains the total. */
const MAX_FAULTS = 100;

function refusal(details: ErrorDetail[]): DomainError {
  const [first] = details;
  const where = first && first.path.length > 0 ? ` (${first.path.join(".")})` : "";
  const more = details.length > 1 ? ` And ${details.length - 1} more.` : "";
  const message = `The action cannot be saved. ${first?.message ?? ""}${where}${more}`;
  return new DomainError("invalid", message, { details: details.slice(0, MAX_FAULTS) });
}

function functionNameFaults(functionName: string): ErrorDetail[] {
  const message = standardNameFault(functionName);
  return message === null ? [] : [{ path: ["functionName"], message }];
}

function duplicates(items: { name: string }[], list: string, what: string): ErrorDetail[] {
  const taken = new Set<string>();
  return items.flatMap(({ name }, i) => {
    const isTaken = taken.has(name);
    if (name !== "") taken.add(name);
    const message = `There is another ${what} named "${name}". Give one of them another name.`;
    return isTaken ? [{ path: [list, i, "name"], message }] : [];
  });
}

function choiceFaults(argument: ActionArgument | undefined, index: number): ErrorDetail[] {
  if (!argument?.enum) return [];
  const path = ["arguments", index, "enum"];
  if (argument.type === "boolean" || argument.type === "datetime") {
    return [{ path, message: "Only texts, numbers and lists can be limited to certain values." }];
  }
  if (argument.type !== "number") return [];
  return argument.enum.flatMap((choice, i) =>
    Number.isFinite(Number(choice)) && choice.trim() !== ""
      ? []
      : [{ path: [...path, i], message: `"${choice}" is not a number.` }],
  );
}

function secretFaults(constant: ConstantInput | undefined, index: number, stored: ActionDefinition | null) {
  if (!constant?.secret) return [];
  const path = ["constants", index, "value"];
  if (constant.value !== null) {
    const message = `A secret has at least ${MIN_SECRET_LENGTH} characters; a shorter one cannot be hidden in what is shown.`;
    return constant.value.length < MIN_SECRET_LENGTH ? [{ path, message }] : [];
  }
  const isStored = stored?.constants.some((known) => isStoredAs(constant, known));
  return isStored ? [] : [{ path, message: `Enter the value of the secret "${constant.name}".` }];
}

function stepFaults({ arguments: args, constants, steps }: Loose, stored: ActionDefinition | null): ErrorDetail[] {
  const known = openInputs(constants, stored);
  const faults = steps.flatMap((loose, i) => {
    const step = actionStep.safeParse(loose).data;
    if (!step) return [];
    const scope: StepScope = {
      args: namesOf(args),
      constants: namesOf(constants),
      // `findDraftFaults` checks the names.
      secrets: null,
      constantValues: known.values,
      secretConstants: known.secretNames,
      earlierSteps: namesOf(steps.slice(0, i)),
      laterSteps: namesOf(steps.slice(i)),
      hasCallback: steps.slice(i + 1).some(({ kind }) => kind === "callback"),
    };
    const own = stepKinds[step.kind].check(step, scope);
    return [...(step.condition ? conditionFaults(step.condition, scope) : []), ...own].map(({ path, message }) => ({
      path: ["steps", i, ...path],
      message,
    }));
  });
  const valid = steps.flatMap((loose) => actionStep.safeParse(loose).data ?? []);
  const tooMany = secretsFault(known.secrets, secretNamesIn(valid).length);
  // With too many secrets the other faults are not reported: masking the secrets in their messages would take too long.
  if (tooMany) return [...known.faults, tooMany];
  const redact = createRedactor(known.secrets);
  return [...known.faults, ...faults.map(({ path, message }) => ({ path, message: redact(message) }))];
}

/** @param ofWorkspace The number of workspace secrets that the action uses. */
function secretsFault(secrets: string[], ofWorkspace: number): ErrorDetail | null {
  const path = ["constants"];
  const total = secrets.length + ofWorkspace;
  if (total > MAX_SECRETS) {
    return { path, message: `An action has at most ${MAX_SECRETS} secrets; these are ${total}. Leave some out.` };
  }
  const characters = secrets.reduce((sum, { length }) => sum + length, 0);
  if (characters <= MAX_SECRET_CHARACTERS) return null;
  const message = `The secrets of an action have at most ${MAX_SECRET_CHARACTERS} characters together; these have ${characters}. Shorten them, or leave some out.`;
  return { path, message };
}

/** The values of constants, including secrets that are kept, and faults of those that cannot be opened. */
function openInputs(constants: Loose["constants"], stored: ActionDefinition | null) {
  const inputs = constants.flatMap((constant) => constantInput.safeParse(constant).data ?? []);
  const secretNames = inputs.filter((constant) => constant.secret).map(({ name }) => name);
  try {
    return { ...openConstants(sealConstants(inputs, stored?.constants ?? [])), secretNames, faults: [] };
  } catch (error) {
    if (!(error instanceof StepFault)) throw error;
    const faults: ErrorDetail[] = [{ path: ["constants"], message: error.message }];
    const secrets = inputs.flatMap((constant) => (constant.secret ? (constant.value ?? []) : []));
    return { values: {}, secrets, secretNames, faults };
  }
}

function namesOf(items: { name: string }[]): string[] {
  return items.map((item) => item.name).filter((name) => name !== "");
}
