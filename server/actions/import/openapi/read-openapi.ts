import { webhookMethods } from "@/server/schemas/steps/webhook";
import { ImportFault } from "../import-fault";
import { entriesIn, isObject, listIn, objectIn, textIn, type Loose } from "../loose-json";
import { readDocument } from "./read-document";
import { References } from "./resolve-refs";

/** An operation that a person can choose. */
export interface OperationChoice {
  /** Such as "GET /orders/{id}", which is unique in a document. */
  id: string;
  method: string;
  path: string;
  summary: string;
  operationId: string;
  tags: string[];
  isDeprecated: boolean;
}

export interface OpenApiDocument {
  title: string;
  operations: OperationChoice[];
  root: Loose;
}

export type OpenApiReading = { ok: true; document: OpenApiDocument } | { ok: false; fault: string };

/** Reads an OpenAPI 3.0, OpenAPI 3.1 or Swagger 2 document in JSON or YAML, up to 5 MB. */
export function readOpenApi(text: string): OpenApiReading {
  try {
    const root = readDocument(text);
    if (!isObject(root) || !hasKnownVersion(root)) throw new ImportFault(versionFault(root));
    const operations = operationsIn(root);
    if (operations.length === 0) throw new ImportFault("The document describes no operation: its paths are empty.");
    return { ok: true, document: { title: textIn(objectIn(root["info"])["title"]), operations, root } };
  } catch (error) {
    if (error instanceof ImportFault) return { ok: false, fault: error.message };
    throw error;
  }
}

function hasKnownVersion(root: Loose): boolean {
  return /^3\.[01](?:\.|$)/.test(String(root["openapi"])) || /^2(?:\.0)?$/.test(String(root["swagger"]));
}

function versionFault(root: unknown): string {
  const { openapi, swagger } = objectIn(root);
  const version = openapi ?? swagger;
  return version === undefined
    ? 'This is not an OpenAPI document: neither "openapi" nor "swagger" stands at its top level.'
    : `This is version ${String(version)} of OpenAPI; 3.0, 3.1 and Swagger 2 can be read.`;
}

function operationsIn(root: Loose): OperationChoice[] {
  const references = new References(root);
  return entriesIn(root["paths"]).flatMap(([path, written]) => {
    const item = "$ref" in written ? references.follow(written).node : written;
    return webhookMethods.flatMap((method) => {
      const operation = item[method.toLowerCase()];
      if (!isObject(operation)) return [];
      return [
        {
          id: `${method} ${path}`,
          method,
          path,
          summary: textIn(operation["summary"]) || textIn(operation["description"]).split("\n")[0] || "",
          operationId: textIn(operation["operationId"]),
          tags: listIn(operation["tags"]).map(textIn),
          isDeprecated: operation["deprecated"] === true,
        },
      ];
    });
  });
}
