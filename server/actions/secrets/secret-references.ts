import type { ErrorDetail } from "@/server/errors";
import type { ActionStep } from "@/server/schemas/action-definition";
import { parseTemplate } from "../templates/template";

export interface SecretReference {
  name: string;
  /** Where the template is, from the value that was searched. */
  path: ErrorDetail["path"];
}

/** The workspace secrets that the templates of a step, or of a list of steps, refer to. */
export function findSecretReferences(searched: ActionStep | ActionStep[]): SecretReference[] {
  return inside(searched, []);
}

/** The names of the workspace secrets that steps refer to, each once. */
export function secretNamesIn(searched: ActionStep | ActionStep[]): string[] {
  return [...new Set(findSecretReferences(searched).map(({ name }) => name))];
}

function inside(value: unknown, path: ErrorDetail["path"]): SecretReference[] {
  if (typeof value === "string") return inTemplate(value).map((name) => ({ name, path }));
  if (Array.isArray(value)) return value.flatMap((item, i) => inside(item, [...path, i]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => inside(inner, [...path, key]));
}

function inTemplate(template: string): string[] {
  // Most texts refer to no secret and need not be parsed.
  if (!template.includes("secrets.")) return [];
  const names = parseTemplate(template).flatMap((part) =>
    part.kind === "value" && part.reference?.root === "secrets" ? [part.reference.name] : [],
  );
  // A template may repeat one reference thousands of times.
  return [...new Set(names)];
}
