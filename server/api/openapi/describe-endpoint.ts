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
  [statusCodes.invalid, "The query has faults, all of which are listed."],
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
  const { id, summary, description, scope, response } = endpoint;
  const refusals = [...COMMON, ...endpoint.refusals].toSorted((a, b) => a - b);
  return {
    operationId: id,
    summary,
    description: `${description}\n\nScope: \`${scope}\`.`,
    parameters: [...pathParameters(endpoint), ...queryParameters(endpoint)],
    responses: {
      200: { description: response.description, content: { "application/json": { schema: response.schema } } },
      ...Object.fromEntries(refusals.map((status) => [status, refusal(status)])),
    },
  };
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
  const content = { "application/json": { schema: schemaLink("Error") } };
  const retryAfter = { "retry-after": { description: "Seconds.", schema: { type: "integer" } } };
  return {
    description: meanings.get(status),
    content,
    ...(status === statusCodes.limit_exceeded && { headers: retryAfter }),
  };
}
