/** One key of an event's body. */
export interface SchemaField {
  /** The path of the key, such as `payload.files[].name`. */
  path: string;
  /** "text or null". */
  type: string;
  description: string;
  isRequired: boolean;
}

type Node = Readonly<Record<string, unknown>>;

/** Lists the keys that a JSON Schema describes, those of an object before the keys inside it. */
export function schemaFields(schema: object, prefix = ""): SchemaField[] {
  const node: Node = { ...schema };
  const required = new Set(listOf(node["required"]));
  return Object.entries(nodeOf(node["properties"])).flatMap(([key, value]) => {
    const field = nodeOf(value);
    const path = prefix === "" ? key : `${prefix}.${key}`;
    const description = typeof field["description"] === "string" ? field["description"] : "";
    const own = { path, type: typeText(field), description, isRequired: required.has(key) };
    return [own, ...insideOf(field, path)];
  });
}

/** The keys inside an object, a list of objects, or one alternative of several. */
function insideOf(field: Node, path: string): SchemaField[] {
  const alternatives = listOf(field["anyOf"]).map(nodeOf);
  if (alternatives.length > 0) return alternatives.flatMap((one) => insideOf(one, path));
  if (field["type"] === "array") {
    const items = nodeOf(field["items"]);
    return items["type"] === "object" ? schemaFields(items, `${path}[]`) : [];
  }
  return field["properties"] === undefined ? [] : schemaFields(field, path);
}

const words: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
  array: "list",
  null: "null",
};

function typeText(field: Node): string {
  const alternatives = listOf(field["anyOf"]).map(nodeOf);
  if (alternatives.length > 0) return [...new Set(alternatives.map(typeText))].join(" or ");
  if (field["const"] !== undefined) return JSON.stringify(field["const"]);
  if (Array.isArray(field["enum"])) return field["enum"].map((value) => JSON.stringify(value)).join(", ");
  if (field["format"] === "date-time") return "time (ISO 8601)";
  if (field["format"] === "uri") return "URL";
  if (field["type"] === "array") return `list of ${typeText(nodeOf(field["items"]))}`;
  const types = Array.isArray(field["type"]) ? field["type"] : [field["type"]];
  return types.map((type) => words[String(type)] ?? "any value").join(" or ");
}

function nodeOf(value: unknown): Node {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
