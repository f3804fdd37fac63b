import { clip } from "@/server/text/excerpt";
import type { ActionArgument } from "@/server/schemas/action-definition";
import { entriesIn, isObject, listIn, objectIn, textIn, type Loose } from "../loose-json";
import type { References } from "./resolve-refs";

/** The parts of a JSON Schema that arguments need. */
export interface Shape {
  kind: "scalar" | "list" | "object" | "unknown";
  /** The type of a scalar or of a whole list. */
  type: ActionArgument["type"];
  /** The item type of a list of numbers. */
  itemType: ActionArgument["itemType"];
  description: string;
  choices: string[];
  /** The only allowed value; undefined when there are several. */
  fixed: unknown;
  isReadOnly: boolean;
  properties: { name: string; isRequired: boolean; schema: unknown }[];
  items: unknown;
}

/** Reads one level of a schema. Merges `allOf`, and uses the first alternative of `oneOf` and `anyOf`. */
export function readSchema(schema: unknown, references: References): Shape {
  const node = merged(schema, references, 0);
  const type = typeOf(node);
  const choices = listIn(node["enum"]).filter((value) => value !== null);
  const items = type === "array" ? merged(node["items"], references, 0) : {};
  return {
    kind: kindOf(type, node, items),
    type: type === "array" ? "list" : argumentType(type, textIn(node["format"])),
    itemType: type === "array" && argumentType(typeOf(items), "") === "number" ? "number" : undefined,
    description: describe(node),
    choices: (type === "array" ? listIn(items["enum"]) : choices).map(String).filter((choice) => choice.trim() !== ""),
    fixed: "const" in node ? node["const"] : choices.length === 1 ? choices[0] : undefined,
    isReadOnly: node["readOnly"] === true,
    properties: propertiesOf(node),
    items: node["items"],
  };
}

const MAX_NESTING = 10;

function merged(schema: unknown, references: References, depth: number): Loose {
  const { node } = references.follow(schema);
  if (depth > MAX_NESTING || !references.spend(piecesOf(node))) return {};
  const { allOf, oneOf, anyOf, ...own } = node;
  const parts = listIn(allOf).map((part) => merged(part, references, depth + 1));
  const option = [...listIn(oneOf), ...listIn(anyOf)]
    .map((part) => merged(part, references, depth + 1))
    .find((part) => part["type"] !== "null");
  if (listIn(oneOf).length + listIn(anyOf).length > 1 && option) {
    references.notes.add("Where the document allows several forms of a value, the first was taken.");
  }
  const all = [...parts, ...(option ? [option] : []), own];
  return {
    ...Object.assign({}, ...all),
    ...(all.some((part) => isObject(part["properties"])) && {
      properties: Object.assign({}, ...all.map((part) => objectIn(part["properties"]))),
    }),
    required: all.flatMap((part) => listIn(part["required"])),
  };
}

function piecesOf(node: Loose): number {
  const lists = [node["enum"], node["required"], node["allOf"], node["oneOf"], node["anyOf"]];
  const properties = Object.keys(objectIn(node["properties"])).length;
  return 1 + properties + lists.reduce<number>((sum, list) => sum + listIn(list).length, 0);
}

/** OpenAPI 3.1 writes "string or null" as a list of types. */
function typeOf(node: Loose): string {
  const given = Array.isArray(node["type"]) ? node["type"].find((type) => type !== "null") : node["type"];
  if (typeof given === "string") return given;
  if (isObject(node["properties"])) return "object";
  if (node["items"] !== undefined) return "array";
  const [sample] = "const" in node ? [node["const"]] : listIn(node["enum"]);
  return sample === undefined || sample === null ? "" : typeof sample;
}

function kindOf(type: string, node: Loose, itemNode: Loose): Shape["kind"] {
  if (type === "object") return isObject(node["properties"]) ? "object" : "unknown";
  if (type !== "array") return "scalar";
  const items = typeOf(itemNode);
  return items === "object" || items === "array" ? "unknown" : "list";
}

function argumentType(type: string, format: string): ActionArgument["type"] {
  if (type === "integer" || type === "number") return "number";
  if (type === "boolean") return "boolean";
  return format === "date-time" ? "datetime" : "string";
}

const MAX_DESCRIPTION = 1000;

function describe(node: Loose): string {
  const format = textIn(node["format"]);
  const text = textIn(node["description"]) || textIn(node["title"]);
  const facts = [
    ...(format === "date" ? ["A date as YYYY-MM-DD."] : []),
    ...(["email", "uuid", "uri", "phone"].includes(format) ? [`Format: ${format}.`] : []),
    ...(typeof node["minimum"] === "number" ? [`At least ${node["minimum"]}.`] : []),
    ...(typeof node["maximum"] === "number" ? [`At most ${node["maximum"]}.`] : []),
    ...(isPlain(node["default"]) ? [`When left out: ${node["default"]}.`] : []),
    ...(isPlain(node["example"]) ? [`For example ${node["example"]}.`] : []),
  ];
  const parts = [text.replaceAll(/\s+/g, " "), ...facts].filter((part) => part !== "");
  return clip(parts.join(" "), MAX_DESCRIPTION);
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === "string" ? value !== "" && value.length <= 100 : ["number", "boolean"].includes(typeof value);
}

function propertiesOf(node: Loose): Shape["properties"] {
  const required = new Set(listIn(node["required"]));
  return entriesIn(node["properties"]).map(([name, schema]) => ({ name, isRequired: required.has(name), schema }));
}
