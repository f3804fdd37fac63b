import { MIN_SECRET_LENGTH } from "@/server/secrets/masking/secret-limits";
import type { FoundSecret, NameValue } from "./imported-request";
import { toSnakeCase } from "./names";

/** Names of headers and query parameters that usually contain credentials. */
const SECRET_NAME =
  /^(?:authorization|proxy-authorization|cookie|password|passwd|pwd|secret|signature|sig|token|key|.*(?:api[-_]?key|access[-_]?key|auth[-_]?key|subscription[-_]?key|secret|token|password|session[-_]?id)|x-auth(?:-.*)?)$/i;

/** Finds secrets in a request's headers and query; values that use a constant already are ignored. */
export function findSecrets({ headers, query }: { headers: NameValue[]; query: NameValue[] }): FoundSecret[] {
  return [
    ...headers.flatMap((header, index) => found("headers", header, index)),
    ...query.flatMap((pair, index) => found("query", pair, index)),
  ];
}

function found(list: FoundSecret["list"], { name, value }: NameValue, index: number): FoundSecret[] {
  if (!SECRET_NAME.test(name) || value.includes("{{")) return [];
  // Only the part after the scheme is secret; the scheme stays visible.
  const [, scheme = "", rest = ""] =
    /^((?:Bearer|Basic|Token|ApiKey|Api-Key|Bot|Digest|Negotiate|SSWS|Key)\s+)?(.*)$/is.exec(value) ?? [];
  if (rest.trim().length < MIN_SECRET_LENGTH) return [];
  return [{ list, index, value: rest, constant: constantName(name, scheme.trim().toLowerCase()) }];
}

function constantName(name: string, scheme: string): string {
  if (!/^(?:proxy-)?authorization$/i.test(name)) return toSnakeCase(name.replace(/^x-/i, "")) || "secret";
  if (scheme === "basic") return "basic_credentials";
  return scheme === "" ? "authorization" : "api_token";
}
