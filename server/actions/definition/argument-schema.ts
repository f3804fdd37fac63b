import type { ToolSpec } from "@/server/models/prompts/model-messages";
import { coerceArgument } from "../runs/coerce-argument";
import type { ActionArgument, ActionDefinition } from "@/server/schemas/action-definition";

/**
 * The tool definition of an action for a model: a function whose arguments are a strict JSON Schema.
 * @param about Appended to the description, such as a table's columns.
 */
export function toolSpec(definition: ActionDefinition, about = ""): ToolSpec {
  return {
    name: definition.functionName,
    description: [definition.description, about].filter((text) => text.trim() !== "").join("\n\n"),
    inputSchema: {
      type: "object",
      properties: Object.fromEntries(definition.arguments.map((argument) => [argument.name, propertyOf(argument)])),
      required: definition.arguments.filter((argument) => argument.required).map((argument) => argument.name),
      additionalProperties: false,
    },
  };
}

export type CheckedArguments = { ok: true; values: Record<string, unknown> } | { ok: false; message: string };

/**
 * Validates a model's arguments for an action, so that no missing or mistyped value reaches a webhook. The message
 * tells the model what to ask the customer.
 * @param timeZone The bot's IANA time zone, for a date and time without an offset.
 */
export function checkArguments(definition: ActionDefinition, input: unknown, timeZone = "UTC"): CheckedArguments {
  const { values, faults } = readArguments(definition, input, timeZone);
  if (faults.length === 0) return { ok: true, values };
  const missing = faults.filter((fault) => fault.isMissing);
  const wrong = faults.filter((fault) => !fault.isMissing);
  const lines = [
    "The call was not made.",
    ...(missing.length > 0 ? [`Missing: ${missing.map(({ argument }) => describe(argument)).join("; ")}.`] : []),
    ...wrong.map(({ argument, message }) => `${describe(argument)}: ${message}`),
    "Ask the customer for what is missing or unclear, then call again. Do not make values up.",
  ];
  return { ok: false, message: lines.join("\n") };
}

export interface ArgumentFault {
  argument: ActionArgument;
  isMissing: boolean;
  message: string;
}

/**
 * Reads arguments from a person or a model: valid values, and the faults of the others. Unknown names are dropped.
 * @param timeZone As for `checkArguments`.
 */
export function readArguments(
  definition: Pick<ActionDefinition, "arguments">,
  input: unknown,
  timeZone = "UTC",
): { values: Record<string, unknown>; faults: ArgumentFault[] } {
  const given = new Map(typeof input === "object" && input !== null ? Object.entries(input) : []);
  const values: Record<string, unknown> = {};
  const faults: ArgumentFault[] = [];
  for (const argument of definition.arguments) {
    const value: unknown = given.get(argument.name);
    if (isNothing(value)) {
      if (argument.required) faults.push({ argument, isMissing: true, message: "This argument is required." });
      continue;
    }
    const read = coerceArgument(argument, value, timeZone);
    if (read.ok) values[argument.name] = read.value;
    else faults.push({ argument, isMissing: false, message: read.message });
  }
  return { values, faults };
}

function isNothing(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === "";
  return value === undefined || value === null || (Array.isArray(value) && value.every(isNothing));
}

function describe({ name, description }: ActionArgument): string {
  return description.trim() === "" ? name : `${name} (${description.trim()})`;
}

function propertyOf({ type, itemType, description, enum: choices }: ActionArgument): Record<string, unknown> {
  const about = description.trim() === "" ? {} : { description };
  const isNumeric = type === "number" || itemType === "number";
  const allowed = choices && choices.length > 0 ? { enum: isNumeric ? choices.map(Number) : choices } : {};
  if (type === "list") return { type: "array", items: { type: itemType ?? "string", ...allowed }, ...about };
  if (type === "datetime") return { type: "string", format: "date-time", ...about };
  return { type, ...allowed, ...about };
}
