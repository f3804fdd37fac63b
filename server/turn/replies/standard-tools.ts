import { z } from "zod";
import { identifier } from "@/server/text/identifier";
import {
  standardFunctionKeys,
  standardFunctionWords,
  type StandardFunctionKey,
  type StandardFunctions,
} from "@/server/schemas/standard-functions";
import type { ToolSpec } from "@/server/models/prompts/model-messages";
import type { ToolCall } from "@/server/schemas/tool-call";
import { clip } from "@/server/text/excerpt";
import { showOptionsCall, showOptionsParameters } from "./show-options";
import type { StandardCall } from "./standard-calls";

/** Describes the standard functions that a bot has enabled as tools for a model. */
export function standardTools(functions: StandardFunctions = {}): ToolSpec[] {
  return standardFunctionKeys.flatMap((key) => {
    const settings = functions[key];
    if (!settings) return [];
    const { functionName, description } = standardFunctionWords[key];
    const own = settings.description.trim();
    const { properties, required } = parametersOf(key, functions);
    return {
      name: functionName,
      description: own === "" ? description : own,
      inputSchema: { type: "object", properties, required, additionalProperties: false },
    };
  });
}

export type StandardCallReading = { ok: true; call: StandardCall } | { ok: false; message: string };

/** Parses a model's call of a standard function strictly. Returns null if the bot has not enabled such a function. */
export function readStandardCall(
  functions: StandardFunctions = {},
  { name, input }: Pick<ToolCall, "name" | "input">,
): StandardCallReading | null {
  const key = standardFunctionKeys.find((known) => standardFunctionWords[known].functionName === name);
  if (key === undefined || functions[key] === undefined) return null;
  const read = schemaOf(key, functions).safeParse(input);
  if (read.success) return { ok: true, call: read.data };
  const faults = read.error.issues.map(({ path, message }) => `${path.join(".") || "arguments"}: ${message}`);
  return { ok: false, message: ["The call was not made.", ...faults].join("\n") };
}

const WHY = { type: "string", description: "Why, in one short sentence, for the people of the company." };

function parametersOf(key: StandardFunctionKey, functions: StandardFunctions) {
  switch (key) {
    case "callPerson":
    case "stopDialogue":
      return { properties: { reason: WHY }, required: [] };
    case "ignoreMessage":
      return { properties: {}, required: [] };
    case "tagDialogue":
      return {
        properties: { tag: choice("The tag, in one to three words.", functions.tagDialogue?.tags) },
        required: ["tag"],
      };
    case "rememberVariable":
      return {
        properties: {
          name: choice("What it is, such as city: letters, digits and _ only.", functions.rememberVariable?.names),
          value: { type: "string", description: "The value as text." },
        },
        required: ["name", "value"],
      };
    case "showOptions":
      return { properties: showOptionsParameters, required: [] };
  }
}

function choice(description: string, choices: string[] = []): Record<string, unknown> {
  return { type: "string", description, ...(choices.length > 0 && { enum: distinct(choices) }) };
}

/** Some models send null for arguments that they leave out. */
const reason = z
  .string()
  .nullish()
  .transform((given) => clip((given ?? "").trim(), 1000).toWellFormed());
const because = z.strictObject({ reason });
const value = z
  .union([z.string(), z.number(), z.boolean()], "Give the value as a text.")
  .transform(String)
  .pipe(z.string().max(5000, "The value is too long. Keep 5,000 characters at most."));

function schemaOf(key: StandardFunctionKey, functions: StandardFunctions): z.ZodType<StandardCall> {
  switch (key) {
    case "callPerson":
      return because.transform((given) => ({ type: "call_person" as const, ...given }));
    case "stopDialogue":
      return because.transform((given) => ({ type: "stop_dialogue" as const, ...given }));
    case "ignoreMessage":
      return z.strictObject({}).transform(() => ({ type: "ignore_message" as const }));
    case "tagDialogue":
      return z
        .strictObject({ tag: oneOf(z.string().trim().min(1, "Give a tag.").max(50), functions.tagDialogue?.tags) })
        .transform((given) => ({ type: "tag_dialogue" as const, ...given }));
    case "rememberVariable":
      return z
        .strictObject({ name: oneOf(identifier, functions.rememberVariable?.names), value })
        .transform((given) => ({ type: "remember_variable" as const, ...given }));
    case "showOptions":
      return showOptionsCall;
  }
}

function oneOf(any: z.ZodType<string>, choices: string[] = []): z.ZodType<string> {
  return choices.length === 0 ? any : z.enum(choices, `Choose one of: ${distinct(choices).join(", ")}.`);
}

function distinct(choices: string[]): string[] {
  return [...new Set(choices)];
}
