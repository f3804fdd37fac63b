import type { z } from "zod";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Returns a JSON Schema for a part of the OpenAPI document, which names the dialect itself. */
export function withoutDialect({ $schema: _dialect, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
