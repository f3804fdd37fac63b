import { env } from "@/server/env";
import { apiScopes } from "@/server/schemas/api-scopes";
import type { ApiEndpoint } from "../api-endpoint";
import { describeEndpoint } from "./describe-endpoint";
import { describeWebhooks } from "./describe-webhooks";
import { errorSchema } from "./error-schema";
import { eventSchemas } from "./event-schemas";
import { knowledgeSchemas } from "./knowledge-schemas";

/** Returns the OpenAPI 3.1 document of the endpoints and of the event webhooks, with the address of this server. */
export function openApiDocument(endpoints: readonly ApiEndpoint[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: describeEndpoint(endpoint) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Parley API",
      version: "1",
      summary: "The events of a workspace, the webhooks that send them, and sources of its knowledge base.",
      description:
        "Keys are created in Settings > API keys. Fields may be added to objects and events may be added to lists, so " +
        "ignore those that you do not know.",
    },
    servers: [{ url: new URL("/api/v1", env().PARLEY_URL).href }],
    security: [{ apiKey: [] }],
    paths,
    webhooks: describeWebhooks(),
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: `An API key. Scopes: ${apiScopes.join(", ")}.` },
      },
      schemas: { Error: errorSchema(), ...eventSchemas(), ...knowledgeSchemas() },
    },
  };
}
