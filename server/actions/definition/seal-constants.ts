import { openSecret, sealSecret } from "@/server/secrets/secret-box";
import type { ActionConstant, ActionDefinition } from "@/server/schemas/action-definition";
import type { ConstantInput, DefinitionInput } from "./definition-input";
import { StepFault } from "../step-fault";

/**
 * Seals constants from the editor for storage. A secret without a value keeps the one stored under its name, or under the
 * name that it had before; if there is none it is dropped, which `checkDefinition` has reported before.
 */
export function sealConstants(inputs: ConstantInput[], stored: ActionConstant[]): ActionConstant[] {
  return inputs.flatMap((input): ActionConstant[] => {
    if (!input.secret) return [input];
    const { name, value } = input;
    if (value !== null) return [{ secret: true, name, sealed: sealSecret(value) }];
    return stored.filter((constant) => isStoredAs(input, constant)).map((constant) => ({ ...constant, name }));
  });
}

/** Whether a stored constant is the secret that an input without a value keeps. */
export function isStoredAs({ name, storedAs = name }: SecretInput, stored: ActionConstant): boolean {
  return stored.secret && stored.name === storedAs;
}

type SecretInput = Extract<ConstantInput, { secret: true }>;

/** A definition for the client; secrets have no value. */
export function showDefinition(definition: ActionDefinition): DefinitionInput {
  return {
    ...definition,
    constants: definition.constants.map((constant) =>
      constant.secret ? { secret: true, name: constant.name, value: null } : constant,
    ),
  };
}

export interface OpenConstants {
  values: Record<string, string>;
  /** The values of secret constants. */
  secrets: string[];
}

/**
 * Opens the constants for a run.
 * @throws StepFault when a secret cannot be opened.
 */
export function openConstants(constants: ActionConstant[]): OpenConstants {
  const opened = constants.map((c) => ({ ...c, value: c.secret ? open(c.name, c.sealed) : c.value }));
  return {
    values: Object.fromEntries(opened.map(({ name, value }) => [name, value])),
    secrets: opened.filter((constant) => constant.secret).map(({ value }) => value),
  };
}

function open(name: string, sealed: string): string {
  try {
    return openSecret(sealed);
  } catch (cause) {
    throw new StepFault(`The secret constant "${name}" cannot be read any more. Enter its value again.`, { cause });
  }
}
