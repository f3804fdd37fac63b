import { openSecret, sealSecret } from "@/server/secrets/secret-box";
import type { ActionConstant, ActionDefinition } from "@/server/schemas/action-definition";
import type { ConstantInput, DefinitionInput } from "./definition-input";
import { StepFault } from "../step-fault";

/**
 * The stored form of constants that came from the editor. A secret without a value keeps what is stored under its
 * name; one that has nothing stored is left out, which `checkDefinition` reports before.
 */
export function sealConstants(inputs: ConstantInput[], stored: ActionConstant[]): ActionConstant[] {
  return inputs.flatMap((input): ActionConstant[] => {
    if (!input.secret) return [input];
    const { name, value } = input;
    if (value !== null) return [{ secret: true, name, sealed: sealSecret(value) }];
    return stored.filter((constant) => constant.secret && constant.name === name);
  });
}

/** A definition as the client may see it: secrets have no value. */
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
  /** The values that must not be seen. */
  secrets: string[];
}

/**
 * The values of constants, for a run.
 * @throws StepFault when a secret cannot be read any more.
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
