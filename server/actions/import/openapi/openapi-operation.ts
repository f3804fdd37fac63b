import { clip } from "@/server/text/excerpt";
import type { AcceptedStatus } from "@/server/schemas/steps/accepted-statuses";
import { withoutStandardName } from "@/server/schemas/standard-functions";
import { webhookMethods } from "@/server/schemas/steps/webhook";
import type { ImportedOperation, NameValue } from "../imported-request";
import { entriesIn, listIn, objectIn, textIn, type Loose } from "../loose-json";
import { isAscii, toSnakeCase, toWords } from "../names";
import { readOperationBody } from "./openapi-body";
import { Inputs, type OperationInput } from "./openapi-inputs";
import type { Parameter } from "./openapi-parameter";
import { readSecurity } from "./openapi-security";
import { serverAddress } from "./openapi-server";
import { readSchema, type Shape } from "./read-schema";
import { References } from "./resolve-refs";

export type { OperationInput };

/** Converts an operation to an action: path, query, headers, body, credentials, and texts for the bot. */
export function composeOperation(
  root: Loose,
  { method, path }: { method: string; path: string },
  leftOut: ReadonlySet<string>,
): { operation: ImportedOperation; inputs: OperationInput[] } {
  const references = new References(root);
  const inputs = new Inputs(leftOut);
  const { node: item } = references.follow(objectIn(root["paths"])[path]);
  const operation = objectIn(item[method.toLowerCase()]);
  const parameters = parametersOf(item, operation, references);
  const placed = placeParameters(parameters, { inputs, references });
  const body = readOperationBody({ root, operation, parameters, inputs, references });
  const server = serverAddress(root, item, operation);
  const security = readSecurity(root, operation, references);
  const url = server.url + fillPath(path, placed.path, inputs);
  const notes = [...server.notes, ...security.notes, ...body.notes, ...inputs.notes, ...references.notes];
  return {
    inputs: inputs.all,
    operation: {
      ...texts(operation, method, path),
      arguments: inputs.arguments(),
      notes: firstNotes([...new Set(notes)]),
      request: {
        method: webhookMethods.find((known) => known === method) ?? "GET",
        url,
        query: [...placed.query, ...security.query],
        headers: [...security.headers, ...placed.headers, ...cookieHeader(placed.cookies), ...body.headers],
        body: body.body,
        acceptedStatusCodes: goodStatuses(operation),
        secrets: [],
        constants: [...server.constants, ...security.constants],
      },
    },
  };
}

/** More notes than a person would read. */
const MAX_NOTES = 20;

function firstNotes(notes: string[]): string[] {
  if (notes.length <= MAX_NOTES) return notes;
  return [...notes.slice(0, MAX_NOTES), `There are ${notes.length - MAX_NOTES} more such notes.`];
}

/** The parameters of the path; an operation's parameter with the same name and place replaces the path's. */
function parametersOf(item: Loose, operation: Loose, references: References): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const given of [...listIn(item["parameters"]), ...listIn(operation["parameters"])]) {
    const { node } = references.follow(given);
    const name = textIn(node["name"]);
    const place = textIn(node["in"]);
    const [content] = entriesIn(node["content"]);
    const schema = node["schema"] ?? content?.[1]["schema"] ?? node;
    const isRequired = node["required"] === true;
    const description = textIn(node["description"]);
    const listStyle = listStyleOf(node, place);
    if (name !== "") found.set(`${place} ${name}`, { name, place, isRequired, schema, description, listStyle });
  }
  return [...found.values()];
}

/**
 * OpenAPI 3 has `style` and `explode`, Swagger 2 has `collectionFormat`; only parameters of OpenAPI 3 have a schema.
 */
function listStyleOf(node: Loose, place: string): Parameter["listStyle"] {
  if (place !== "query") return "commas";
  const isSwagger = node["schema"] === undefined && node["content"] === undefined;
  const style = textIn(isSwagger ? node["collectionFormat"] : node["style"]);
  if (isSwagger) return style === "multi" ? "repeated" : style === "" || style === "csv" ? "commas" : "other";
  const isForm = style === "" || style === "form";
  if (node["explode"] === true || (isForm && node["explode"] !== false)) return "repeated";
  return isForm ? "commas" : "other";
}

interface Placed {
  path: Map<string, string>;
  query: NameValue[];
  headers: NameValue[];
  cookies: NameValue[];
}

/** Headers that are defined elsewhere in the document or set by Parley. */
const OWN_HEADERS = new Set(["accept", "content-type", "authorization", "content-length", "host", "idempotency-key"]);

function placeParameters(parameters: Parameter[], to: { inputs: Inputs; references: References }): Placed {
  const placed: Placed = { path: new Map(), query: [], headers: [], cookies: [] };
  for (const parameter of parameters) {
    const { name, place } = parameter;
    const value = valueOf(parameter, to);
    if (value === null) continue;
    if (place === "path") placed.path.set(name, value);
    if (place === "query") placed.query.push({ name, value });
    if (place === "header") placed.headers.push({ name, value });
    if (place === "cookie") placed.cookies.push({ name, value });
  }
  return placed;
}

function valueOf(
  parameter: Parameter,
  { inputs, references }: { inputs: Inputs; references: References },
): string | null {
  const { name, place, isRequired, schema, description } = parameter;
  if (place !== "path" && place !== "query" && place !== "header" && place !== "cookie") return null;
  if (place === "header" && OWN_HEADERS.has(name.toLowerCase())) return null;
  const shape = readSchema(schema, references);
  if (isRequired && typeof shape.fixed === "string") return shape.fixed;
  if (shape.kind === "object" || shape.kind === "unknown") {
    inputs.notes.add(`${name} (${place}) is an object or has an unknown type; add what you need of it by hand.`);
    return null;
  }
  const value = inputs.add(place, name, { ...shape, description: longer(description, shape.description) }, isRequired);
  return shape.kind === "list" && value !== null ? asList(value, parameter, inputs) : value;
}

function asList(value: string, { name, listStyle }: Parameter, inputs: Inputs): string {
  if (listStyle === "repeated") return value.replace("}}", "[*]}}");
  if (listStyle === "other") inputs.notes.add(`${name} (query) is sent with commas between its values.`);
  return value;
}

/** Appends the description of the schema to that of the parameter, unless the schema's contains it. */
function longer(own: string, fromSchema: string): string {
  const plain = own.replaceAll(/\s+/g, " ");
  return clip(fromSchema.includes(plain) ? fromSchema : `${plain} ${fromSchema}`.trim(), 1000);
}

/** Fills in a path. A part without a declared parameter becomes a required argument. */
function fillPath(path: string, values: ReadonlyMap<string, string>, inputs: Inputs): string {
  const added = new Map<string, string>();
  return path.replaceAll(/\{([^{}]+)\}/g, (written, name: string) => {
    const value = values.get(name) ?? added.get(name) ?? inputs.add("path", name, UNDECLARED, true) ?? written;
    added.set(name, value);
    return value;
  });
}

const UNDECLARED: Shape = {
  kind: "scalar",
  type: "string",
  itemType: undefined,
  description: "",
  choices: [],
  fixed: undefined,
  isReadOnly: false,
  properties: [],
  items: undefined,
};

function cookieHeader(cookies: NameValue[]): NameValue[] {
  if (cookies.length === 0) return [];
  return [{ name: "cookie", value: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") }];
}

/** In a document too, `2XX` means every status from 200 to 299. */
function goodStatuses(operation: Loose): AcceptedStatus[] | undefined {
  const codes = Object.keys(objectIn(operation["responses"])).filter((code) => /^2(?:\d\d|XX)$/i.test(code));
  return codes.length > 0 ? codes.map((code) => (/^\d+$/.test(code) ? Number(code) : "2xx")) : undefined;
}

function texts(operation: Loose, method: string, path: string) {
  const given = textIn(operation["operationId"]);
  const byPath = `${method.toLowerCase()} ${path.replaceAll(/[{}]/g, "")}`;
  const id = given !== "" && isAscii(given) ? given : byPath;
  const summary = textIn(operation["summary"]).replaceAll(/\s+/g, " ");
  const about = textIn(operation["description"]);
  return {
    name: clip((summary || (id === byPath && given) || toWords(id)).replace(/\.$/, ""), 100),
    functionName: withoutStandardName(toSnakeCase(id)),
    description: clip(about || summary, 2000),
  };
}
