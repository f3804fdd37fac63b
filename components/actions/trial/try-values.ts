import { readArguments } from "@/server/actions/definition/argument-schema";
import type { DefinitionInput } from "@/server/actions/definition/definition-input";
import { linesOf, type ArgumentRow } from "../editor/action-form";

/** What is typed into Try it, by argument name; lists have one item a line. */
export type TryValues = Record<string, string>;

/** The arguments of a call; what is left empty is not given. */
export function toArguments(rows: ArgumentRow[], values: TryValues): Record<string, unknown> {
  const given = rows.flatMap(({ name, type }): [string, unknown][] => {
    const text = values[name] ?? "";
    if (name === "" || text.trim() === "") return [];
    return [[name, type === "list" ? linesOf(text) : text]];
  });
  return Object.fromEntries(given);
}

/** The other way round: the arguments of an earlier call, to change and to call again. */
export function toTryValues(given: Record<string, unknown>): TryValues {
  const pairs = Object.entries(given).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(String).join("\n") : String(value),
  ]);
  return Object.fromEntries(pairs);
}

/** What is wrong with what was typed, by argument name: the server would say the same. */
export function argumentFaults(definition: DefinitionInput, given: Record<string, unknown>): Record<string, string> {
  const { faults } = readArguments(definition, given);
  return Object.fromEntries(faults.map(({ argument, message }) => [argument.name, message]));
}
