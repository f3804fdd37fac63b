import { z } from "zod";
import { statusCodes } from "@/server/http/errors/status-codes";
import type { ApiEndpoint } from "../api-endpoint";
import { withoutDialect } from "./without-dialect";
import { schemaLink } from "./schema-link";

const meanings = new Map<number, string>([
  [statusCodes.unauthorized, "There is no API key, or it is malformed, unknown, revoked or expired."],
  [statusCodes.forbidden, "The API key does not have the scope."],
  [statusCodes.not_found, "There is no such object in the workspace."],
  [statusCodes.gone, "The object was deleted because of its age. The message says where to continue."],
  [statusCodes.payload_too_large, "The body is too large."],
  [statusCodes.unsupported_type, "The body is not labelled as JSON."],
  [statusCodes.invalid, "The query or the body has faults, all of which are listed."],
  [statusCodes.limit_exceeded, "The API key has sent too many requests. Retry-After says when to try again."],
  [500, "Something failed in Parley. Try again."],
]);

/** The refusals that every endpoint has. */
const COMMON = [
  statusCodes.unauthorized,
  statusCodes.forbidden,
  statusCodes.invalid,
  statusCodes.limit_exceeded,
  500,
] as const;

/** Returns an endpoint's operation for the OpenAPI document. */
export function describeEndpoint(endpoint: ApiEndpoint) {
  const { id, summary, description, scope, body } = endpoint;
  const refusals = [...COMMON, ...endpoint.refusals].toSorted((a, b) => a - b);
  return {
    operationId: id,
    summary,
    description: `${description}\n\nScope: \`${scope}\`.`,
    parameters: [...pathParameters(endpoint), ...queryParameters(endpoint)],
    ...(body && { requestBody: { required: true, content: jsonContent(schemaOf(body)) } }),
    responses: {
      ...successes(endpoint),
      ...Object.fromEntries(refusals.map((status) => [status, refusal(status)])),
    },
  };
}

function successes({ response: { description, created, schema } }: ApiEndpoint) {
  if (!schema) return { 204: { description } };
  const content = jsonContent(schema);
  return {
    200: { description, content },
    ...(created !== undefined && { 201: { description: created, content } }),
  };
}

function jsonContent(schema: object) {
  return { "application/json": { schema } };
}

function schemaOf(body: z.ZodObject) {
  return withoutDialect(z.toJSONSchema(body, { io: "input" }));
}

function pathParameters({ params }: ApiEndpoint) {
  return Object.entries(params).map(([name, description]) => ({
    name,
    in: "path",
    required: true,
    description,
    schema: { type: "string" },
  }));
}

/** A list is sent by repeating its parameter, which is OpenAPI's default. */
function queryParameters({ query }: ApiEndpoint) {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: "input" });
  return Object.entries(properties).flatMap(([name, property]) => {
    if (typeof property === "boolean") return [];
    const { description, ...schema } = withoutDialect(property);
    return [{ name, in: "query", required: required.includes(name), description, schema }];
  });
}

function refusal(status: number) {
  const content = jsonContent(schemaLink("Error"));
  const retryAfter = { "retry-after": { description: "Seconds.", schema: { type: "integer" } } };
  return {
    description: meanings.get(status),
    content,
    ...(status === statusCodes.limit_exceeded && { headers: retryAfter }),
  };
}
