import { z } from "zod";

type Schema = z.core.JSONSchema.BaseSchema;
type Path = (string | number)[];

export interface HostileInput {
  /** The path of the hostile value, such as `filter.tag`. */
  at: string;
  input: unknown;
}

const TEXTS = [
  "\0",
  "x\ud800",
  "' ; \\ % _ \" {{",
  "0000-01-01T00:00:00Z",
  "0000-01-01T00:00:00Z|cnv_1",
  "+275760-09-13T00:00:00.000Z",
  "9999-12-31T23:59:59-14:00",
  "Nowhere/Land",
  "1e999",
  "[".repeat(100_000),
];
const NUMBERS = [-1, 0.5, 2 ** 31, 2 ** 53, 8.64e15 + 1, 1e308];
const OTHERS = [null, true, [], nested(120), nested(5000), { "\0": "\0" }, { ["\ud800"]: ["\udc00"] }];
const ALL: unknown[] = [...TEXTS, ...NUMBERS, ...OTHERS];

/** A value for schemas that accept everything. */
const ANYTHING = "anything";

/** Replaced by a new text in each call. */
export const UNIQUE = "unique";

/** Texts that match the patterns of the product's schemas. */
const SAMPLES = [UNIQUE, "09:00", "ada@example.com", "#2563eb", "de"];

/** Valid values, such as ids of existing rows, keyed by the field's name. */
export type Known = Record<string, unknown[]>;

const buttons = [
  { label: "Yes", type: "reply", value: "yes" },
  { label: "Shop", type: "url", value: "https://shop.example/" },
  { label: "Call", type: "phone", value: "+44 20 7946 0958" },
];

/** A message has only one kind of options, which a JSON schema does not express. */
export const optionsOfMessages: Known = {
  interactive: [
    { quick_replies: [{ label: "Yes", value: "yes" }] },
    { buttons },
    { cards: [{ title: "Lamp", subtitle: "Small", image_url: "https://shop.example/lamp.png", buttons }] },
    undefined,
  ],
};

/** Returns inputs of a procedure that are valid by its schema, one for each variant of each part. */
export function rightInputs(schema: z.ZodType, known: Known): unknown[] {
  return variants(toJson(schema), known, "");
}

/** Returns each of the inputs with one hostile value in each place, and hostile values in place of the whole. */
export function hostileInputs(right: unknown[]): HostileInput[] {
  const whole = ALL.map((input) => ({ at: "(input)", input }));
  const seen = new Set<string>();
  const inside = right.flatMap((input) =>
    placesOf(input).flatMap(({ path, value, beside }) => {
      // A variant differs in one part only; the other parts were already tested.
      const key = JSON.stringify([path, value, sortOf(beside)]);
      if (seen.has(key)) return [];
      seen.add(key);
      return likely(value).map((bad) => ({ at: path.join("."), input: replaced(input, path, bad) }));
    }),
  );
  return [...whole, ...inside];
}

function toJson(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" });
}

function variants(schema: Schema, known: Known, name: string): unknown[] {
  if (known[name]) return known[name];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.flatMap((choice) => variants(choice, known, name));
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return [...schema.enum];
  if (schema.type === "object") return objects(schema, known);
  if (schema.type === "array") return variants(itemOf(schema), known, name).map((item) => [item]);
  if (schema.type === "string") return [sample(schema)];
  if (schema.type === "number" || schema.type === "integer") return [schema.minimum ?? 1];
  if (schema.type === "boolean") return [true];
  if (schema.type === "null") return [null];
  return [ANYTHING];
}

/** Returns an object with the first variant of each field, and one for each further variant of a field. */
function objects(schema: Schema, known: Known): unknown[] {
  const named = Object.entries(schema.properties ?? {}).filter(([, field]) => typeof field === "object");
  const fields = named.map(([name, field]) => ({ name, values: variants(Object(field), known, name) }));
  const further = schema.additionalProperties;
  if (typeof further === "object" && schema.properties === undefined) {
    const name = keyOf(schema);
    fields.push({ name, values: variants(further, known, name) });
  }
  const first = Object.fromEntries(fields.map(({ name, values }) => [name, values[0]]));
  const others = fields.flatMap(({ name, values }) => values.slice(1).map((value) => ({ ...first, [name]: value })));
  return [first, ...others];
}

/** A key that a record accepts. */
function keyOf({ propertyNames }: Schema): string {
  return typeof propertyNames === "object" ? String(variants(propertyNames, {}, "")[0]) : UNIQUE;
}

function itemOf(schema: Schema): Schema {
  return typeof schema.items === "object" && !Array.isArray(schema.items) ? schema.items : {};
}

function sample({ pattern, minLength = 0 }: Schema): string {
  const fitting = SAMPLES.find((text) => pattern === undefined || new RegExp(pattern).test(text)) ?? "";
  return fitting.padEnd(minLength, " q7");
}

interface Place {
  path: Path;
  value: unknown;
  /** The object or list that contains the value. */
  beside: unknown;
}

function placesOf(value: unknown, path: Path = []): Place[] {
  const inside = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return inside.flatMap(([key, inner]) => {
    const place = [...path, key];
    return [{ path: place, value: inner, beside: value }, ...placesOf(inner, place)];
  });
}

/** Returns what determines how the fields of an object are parsed. */
function sortOf(beside: unknown): unknown {
  const { kind, type, column, key }: Record<string, unknown> = Object(beside);
  return { kind, type, column, key };
}

function likely(value: unknown): unknown[] {
  if (typeof value === "string") return value === ANYTHING ? ALL : [...TEXTS, null, {}];
  if (typeof value === "number") return [...NUMBERS, "1e999"];
  return OTHERS;
}

function replaced(value: unknown, [key, ...rest]: Path, bad: unknown): unknown {
  if (key === undefined) return bad;
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === key ? replaced(item, rest, bad) : item));
  const inner = Object.entries(Object(value)).map(([name, field]) => [
    name,
    name === key ? replaced(field, rest, bad) : field,
  ]);
  return Object.fromEntries(inner);
}

function nested(levels: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < levels; level++) value = [value];
  return value;
}
