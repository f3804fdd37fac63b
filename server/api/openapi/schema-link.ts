/** Refers to a schema of the OpenAPI document by its name. */
export function schemaLink(name: string): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}
