import { readArguments } from "@/server/actions/definition/argument-schema";
import type { DefinitionInput } from "@/server/actions/definition/definition-input";
import { linesOf, type ArgumentRow } from "../editor/action-form";

/** The raw values of a trial by argument name. Lists have one item per line. */
export type TryValues = Record<string, string>;

/** Converts raw values to the arguments of a call; empty values are omitted. */
export function toArguments(rows: ArgumentRow[], values: TryValues): Record<string, unknown> {
  const given = rows.flatMap(({ name, type }): [string, unknown][] => {
    const text = values[name] ?? "";
    if (name === "" || text.trim() === "") return [];
    return [[name, type === "list" ? linesOf(text) : text]];
  });
  return Object.fromEntries(given);
}

/** Converts the arguments of an earlier call back to raw values. */
export function toTryValues(given: Record<string, unknown>): TryValues {
  const pairs = Object.entries(given).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(String).join("\n") : String(value),
  ]);
  return Object.fromEntries(pairs);
}

/** The faults of the arguments by name. They match the server's. */
export function argumentFaults(definition: DefinitionInput, given: Record<string, unknown>): Record<string, string> {
  const { faults } = readArguments(definition, given);
  return Object.fromEntries(faults.map(({ argument, message }) => [argument.name, message]));
}
