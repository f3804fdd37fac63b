import { z } from "zod";
import type { FunctionTool } from "../catalogue/language-model";
import { stems } from "./words";

/** Determines how a value is read from a customer's message. */
export type ParameterKind =
  | "enum"
  | "boolean"
  | "number"
  | "list"
  | "datetime"
  | "date"
  | "phone"
  | "email"
  | "code"
  | "name"
  | "place"
  | "text";

export interface Parameter {
  name: string;
  description: string;
  kind: ParameterKind;
  required: boolean;
  /** The allowed values of an enum, or of the items of a list. */
  choices: string[];
  /** The example of a code in the description (`such as A-1042`), if there is one. */
  example: string | null;
}

export interface Tool {
  name: string;
  description: string;
  parameters: Parameter[];
}

const property = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  items: z.object({ enum: z.array(z.unknown()).optional() }).optional(),
});
const objectSchema = z.object({
  properties: z.record(z.string(), property.catch({})).default({}),
  required: z.array(z.string()).default([]),
});

const NO_ARGUMENTS: z.infer<typeof objectSchema> = { properties: {}, required: [] };

/** Maximum characters of a description that are read. */
const MAX_DESCRIPTION = 1000;

/** Reads a tool's parameters from its JSON Schema. */
export function readTool(tool: FunctionTool): Tool {
  const schema = objectSchema.catch(NO_ARGUMENTS).parse(tool.inputSchema);
  const parameters = Object.entries(schema.properties).map(([name, p]): Parameter => {
    const description = (p.description ?? "").slice(0, MAX_DESCRIPTION);
    const choices = (p.enum ?? p.items?.enum ?? [])
      .filter((v) => typeof v === "string" || typeof v === "number")
      .map(String);
    const example = exampleCode(description);
    const kind = kindOf({ name, description, types: [p.type ?? "string"].flat(), format: p.format, choices, example });
    return { name, description, kind, required: schema.required.includes(name), choices, example };
  });
  return { name: tool.name, description: (tool.description ?? "").slice(0, MAX_DESCRIPTION), parameters };
}

interface Clues {
  name: string;
  description: string;
  types: string[];
  format: string | undefined;
  choices: string[];
  example: string | null;
}

function kindOf({ name, description, types, format, choices, example }: Clues): ParameterKind {
  if (types.includes("array")) return "list";
  if (types.includes("boolean")) return "boolean";
  if (choices.length > 0) return "enum";
  if (types.includes("number") || types.includes("integer")) return "number";
  if (format === "date-time") return "datetime";
  if (format === "date") return "date";
  if (format === "email") return "email";
  return kindByWords(new Set(stems(name)), example) ?? kindByWords(new Set(stems(description)), example) ?? "text";
}

const PHONE = stems("phone mobile telephone telefon");
const EMAIL = stems("email mail");
const CODE = stems("number id code reference ref sku no nr nummer");
const NAME = stems("name surname firstname lastname");
const PLACE = stems("city town place location country destination");
const DATE = stems("date birthday");

function kindByWords(words: ReadonlySet<string>, example: string | null): ParameterKind | null {
  const has = (some: string[]) => some.some((word) => words.has(word));
  if (has(PHONE)) return "phone";
  if (has(EMAIL)) return "email";
  if (example !== null || has(CODE)) return "code";
  if (has(PLACE)) return "place";
  if (has(NAME)) return "name";
  return has(DATE) ? "date" : null;
}

/** In characters. A longer token is an address or a sentence without spaces. */
const LONGEST_EXAMPLE = 40;
const EXAMPLE =
  /(?:such as|for example|e\.\s?g\.|like|example:?)\s*["'“‘`]?([\p{L}\p{N}#][\p{L}\p{N}_/#.-]*[\p{L}\p{N}])/iu;

function exampleCode(description: string): string | null {
  const example = EXAMPLE.exec(description)?.[1];
  if (
    example === undefined ||
    example.length > LONGEST_EXAMPLE ||
    !/\p{N}/u.test(example) ||
    /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/.test(example)
  )
    return null;
  return example;
}
