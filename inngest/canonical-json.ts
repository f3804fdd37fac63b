/**
 * JSON with sorted keys (RFC 8785), byte for byte as the SDK produces it when it checks a request's signature: a signed
 * body in this form needs no conversion.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== "object" || hasToJson(value)) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(",")}]`;
  const members: string[] = [];
  for (const [key, member] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(",")}}`;
}

/** The SDK's library (canonicalize 1) does not sort data with such a field. */
function hasToJson(value: object): boolean {
  return "toJSON" in value && value.toJSON !== null && value.toJSON !== undefined;
}
