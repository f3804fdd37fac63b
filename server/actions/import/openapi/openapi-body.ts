import type { WebhookStep } from "@/server/schemas/steps/webhook";
import type { NameValue } from "../imported-request";
import { entriesIn, listIn, textIn, type Loose } from "../loose-json";
import type { Inputs } from "./openapi-inputs";
import type { Parameter } from "./openapi-parameter";
import { readSchema, type Shape } from "./read-schema";
import type { References } from "./resolve-refs";

interface BodyInput {
  root: Loose;
  operation: Loose;
  parameters: Parameter[];
  inputs: Inputs;
  references: References;
}

interface OperationBody {
  body: WebhookStep["body"];
  headers: NameValue[];
  notes: string[];
}

/** The body of an operation, with references to its arguments. */
export function readOperationBody(input: BodyInput): OperationBody {
  const given = "swagger" in input.root ? swaggerContent(input) : requestContent(input);
  if (!given) return none;
  const { type, schema } = given;
  if (isJson(type)) return jsonBody(type, schema, input);
  if (type === FORM) return formBody(schema, input);
  const notes = [`The body is ${type}, which is not filled in here. Write it in the step as text.`];
  if (type.startsWith("multipart/"))
    return { ...none, notes: ["The operation takes files (multipart), which webhook steps cannot send."] };
  return { body: { type: "text", text: "" }, headers: [{ name: "content-type", value: type }], notes };
}

const FORM = "application/x-www-form-urlencoded";
const none: OperationBody = { body: { type: "none" }, headers: [], notes: [] };

function isJson(type: string): boolean {
  return /[/+]json\b/i.test(type) || type === "*/*";
}

/** The content to send: JSON if there is a choice, then a form. */
function requestContent({ operation, references }: BodyInput): { type: string; schema: unknown } | null {
  const { node } = references.follow(operation["requestBody"]);
  const contents = entriesIn(node["content"]);
  const chosen = contents.find(([type]) => isJson(type)) ?? contents.find(([type]) => type === FORM) ?? contents[0];
  return chosen ? { type: chosen[0], schema: chosen[1]["schema"] } : null;
}

/** Swagger 2 describes the body as parameters with `in: body` or `in: formData`. */
function swaggerContent({ root, operation, parameters }: BodyInput): { type: string; schema: unknown } | null {
  const types = listIn(operation["consumes"] ?? root["consumes"]).map(textIn);
  const whole = parameters.find(({ place }) => place === "body");
  if (whole) return { type: types.find(isJson) ?? types[0] ?? "application/json", schema: whole.schema };
  const fields = parameters.filter(({ place }) => place === "formData");
  if (fields.length === 0) return null;
  const hasFile = fields.some(({ schema }) => objectType(schema) === "file");
  return {
    type: hasFile ? "multipart/form-data" : FORM,
    schema: {
      type: "object",
      properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
      required: fields.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    },
  };
}

function objectType(schema: unknown): unknown {
  return typeof schema === "object" && schema !== null && "type" in schema ? schema.type : undefined;
}

function jsonBody(type: string, schema: unknown, { inputs, references }: BodyInput): OperationBody {
  const writer = new BodyWriter(inputs, references);
  const value = writer.write({ schema, name: "", isRequired: true, seen: [] });
  const isPlainJson = type === "application/json" || type === "*/*";
  return {
    body: { type: "json", text: JSON.stringify(value === LEFT_OUT ? {} : value, null, 2) },
    headers: isPlainJson ? [] : [{ name: "content-type", value: type }],
    notes: [...writer.notes],
  };
}

function formBody(schema: unknown, { inputs, references }: BodyInput): OperationBody {
  const { properties } = readSchema(schema, references);
  const fields = properties.flatMap(({ name, isRequired, schema }) => {
    const shape = readSchema(schema, references);
    if (shape.kind === "object" || shape.kind === "unknown") {
      inputs.notes.add(`${name} (body) is an object or has an unknown type; add what you need of it by hand.`);
      return [];
    }
    const value = inputs.add("body", name, shape, isRequired);
    return value === null ? [] : [`${encodeURIComponent(name)}=${value}`];
  });
  const headers = [{ name: "content-type", value: FORM }];
  return { body: { type: "text", text: fields.join("&") }, headers, notes: [] };
}

const LEFT_OUT = Symbol("left out");

/** How many levels of nested objects become arguments. */
const MAX_DEPTH = 5;

interface Part {
  schema: unknown;
  /** Such as "customer.name"; empty for the whole body. */
  name: string;
  isRequired: boolean;
  /** The named schemas that contain it. */
  seen: string[];
}

/** Writes a sample of a schema with a reference to an argument for each value. */
class BodyWriter {
  readonly notes = new Set<string>();
  private readonly inputs: Inputs;
  private readonly references: References;

  constructor(inputs: Inputs, references: References) {
    this.inputs = inputs;
    this.references = references;
  }

  write({ schema, name, isRequired, seen }: Part): unknown {
    const own = this.references.follow(schema).name;
    if ((own !== null && seen.includes(own)) || seen.length > MAX_DEPTH) return this.circle(name, isRequired);
    const shape = readSchema(schema, this.references);
    const around = [...seen, own ?? name];
    if (shape.isReadOnly) return LEFT_OUT;
    if (shape.fixed !== undefined && isRequired) return shape.fixed;
    if (shape.kind === "object") return this.writeObject(shape, { name, isRequired, seen: around });
    if (shape.kind === "unknown") return this.writeUnknown(shape, { name, isRequired, seen: around });
    return this.inputs.add("body", name || "body", shape, isRequired) ?? LEFT_OUT;
  }

  private writeObject(shape: Shape, { name, isRequired, seen }: Omit<Part, "schema">): unknown {
    const parts = shape.properties.flatMap((property) => {
      const value = this.write({
        schema: property.schema,
        name: name === "" ? property.name : `${name}.${property.name}`,
        // A property required by an optional object is required only if the object is.
        isRequired: property.isRequired && isRequired,
        seen,
      });
      return value === LEFT_OUT ? [] : [[property.name, value]];
    });
    return parts.length === 0 && !isRequired ? LEFT_OUT : Object.fromEntries(parts);
  }

  /** A list of objects becomes one sample object; an object without known properties is left for people to fill in. */
  private writeUnknown(shape: Shape, { name, isRequired, seen }: Omit<Part, "schema">): unknown {
    const what = name || "The body";
    if (shape.items === undefined) {
      if (!isRequired) return LEFT_OUT;
      this.notes.add(`${what} may contain anything; write it in the body.`);
      return {};
    }
    const item = this.write({ schema: shape.items, name, isRequired, seen });
    if (item === LEFT_OUT) return isRequired ? [] : LEFT_OUT;
    this.notes.add(`${what} takes a list; the body sends one entry.`);
    return [item];
  }

  private circle(name: string, isRequired: boolean): unknown {
    this.notes.add(`${name} contains itself; only its first level is filled in.`);
    return isRequired ? {} : LEFT_OUT;
  }
}
