import type { NameValue, NewConstant } from "../imported-request";
import { isObject, listIn, objectIn, textIn, type Loose } from "../loose-json";
import { toSnakeCase } from "../names";
import type { References } from "./resolve-refs";

interface Security {
  headers: NameValue[];
  query: NameValue[];
  constants: NewConstant[];
  notes: string[];
}

/** Reads how an operation authenticates: the first of its alternatives, with keys as secret constants. */
export function readSecurity(root: Loose, operation: Loose, references: References): Security {
  const found: Security = { headers: [], query: [], constants: [], notes: [] };
  const offered = listIn(operation["security"] ?? root["security"]).filter(isObject);
  // {} means that no authentication is needed.
  const [wanted] = [...offered.filter((way) => Object.keys(way).length > 0), {}];
  const schemes = objectIn(objectIn(root["components"])["securitySchemes"] ?? root["securityDefinitions"]);
  for (const name of Object.keys(wanted ?? {})) addScheme(references.follow(schemes[name]).node, found);
  return found;
}

function addScheme(scheme: Loose, found: Security): void {
  const type = textIn(scheme["type"]);
  const http = textIn(scheme["scheme"]).toLowerCase();
  if (type === "apiKey") addKey(textIn(scheme["name"]), textIn(scheme["in"]), found);
  else if (type === "basic" || http === "basic") {
    addAuthorization("Basic", "basic_credentials", found);
    found.notes.push("The constant basic_credentials takes user:password in Base64.");
  } else if (http === "bearer") addAuthorization("Bearer", "api_token", found);
  else if (type === "oauth2" || type === "openIdConnect") {
    addAuthorization("Bearer", "api_token", found);
    found.notes.push("The operation uses OAuth. The constant api_token takes an access token that stays valid.");
  } else if (type !== "")
    found.notes.push(`Parley does not support the authentication “${http || type}”; add what is needed by hand.`);
}

function addAuthorization(scheme: string, constant: string, found: Security): void {
  found.headers.push({ name: "authorization", value: `${scheme} {{constants.${constant}}}` });
  found.constants.push({ name: constant, value: "", secret: true });
}

function addKey(name: string, place: string, found: Security): void {
  const constant = toSnakeCase(name.replace(/^x-/i, "")) || "api_key";
  const value = `{{constants.${constant}}}`;
  if (place === "query") found.query.push({ name, value });
  else if (place === "cookie") found.headers.push({ name: "cookie", value: `${name}=${value}` });
  else found.headers.push({ name: name.toLowerCase(), value });
  found.constants.push({ name: constant, value: "", secret: true });
}
