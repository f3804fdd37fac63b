import { parseTemplate, roots, type Reference, type TemplatePart } from "./template";
import { excerpt } from "@/server/text/excerpt";
import { suggestReference } from "./suggest-reference";
import type { TemplateScope } from "./template-scope";

/** The most faults listed for one template, which may contain thousands of placeholders. */
const MAX_FAULTS = 20;

/** The faults of a template as messages that explain the correction, up to a limit. */
export function templateFaults(template: string, scope: TemplateScope): string[] {
  const faults = new Set<string>();
  const seen = new Set<string>();
  for (const part of parseTemplate(template)) {
    // A template may repeat one mistake thousands of times.
    if (part.kind === "value" && seen.has(part.source)) continue;
    if (part.kind === "value") seen.add(part.source);
    const fault = partFault(part, scope);
    if (fault !== null) faults.add(fault);
    if (faults.size === MAX_FAULTS) break;
  }
  return [...faults];
}

function partFault(part: TemplatePart, scope: TemplateScope): string | null {
  if (part.kind === "text") return part.text.includes("{{") ? "A {{ is never closed by }}." : null;
  const source = excerpt(part.source, 100);
  return part.reference ? referenceFault(part.reference, source, scope) : unreadable(part.source, source, scope);
}

/** A replacement for a `{{…}}` with a fault, if it is probably a typing mistake. */
export function suggestedPart(source: string, scope: TemplateScope): string | null {
  if (templateFaults(source, scope).length === 0) return null;
  const suggested = suggestReference(source.slice(2, -2), scope);
  if (suggested === null) return null;
  const part = `{{${suggested}}}`;
  return templateFaults(part, scope).length === 0 ? part : null;
}

function unreadable(written: string, source: string, scope: TemplateScope): string {
  const suggested = suggestReference(written.slice(2, -2), scope);
  if (suggested !== null) return `${source} is not a known value. Did you mean {{${suggested}}}?`;
  const known = roots.map((root) => `${root}.…`).join(", ");
  return `${source} is not a known value: write one of ${known}. To send double braces unchanged, put them in a constant.`;
}

function referenceFault(reference: Reference, source: string, scope: TemplateScope): string | null {
  const { root, name, path } = reference;
  if (root === "variables") return null;
  if (root === "args") return scope.args.includes(name) ? null : unknownName("argument", reference, scope.args, scope);
  if (root === "constants") {
    if (!scope.constants.includes(name)) return unknownName("constant", reference, scope.constants, scope);
    return path.length === 0 ? null : `${source} goes deeper than a constant, which is a text: {{constants.${name}}}.`;
  }
  if (root === "secrets") return secretFault(reference, source, scope);
  if (root === "callback") return callbackFault(reference, source, scope);
  return stepFault(reference, source, scope);
}

function secretFault(reference: Reference, source: string, scope: TemplateScope): string | null {
  const { name, path } = reference;
  if (scope.secrets !== null && !scope.secrets.includes(name)) {
    return unknownName("workspace secret", reference, scope.secrets, scope);
  }
  return path.length === 0 ? null : `${source} goes deeper than a secret, which is a text: {{secrets.${name}}}.`;
}

function callbackFault({ name, path }: Reference, source: string, scope: TemplateScope): string | null {
  if (name !== "url" || path.length > 0) return `${source} is not a known value; the address is {{callback.url}}.`;
  return scope.hasCallback ? null : `${source} needs a later step that waits for a callback. Add one after this step.`;
}

function stepFault(reference: Reference, source: string, scope: TemplateScope): string | null {
  const { name, path } = reference;
  if (!scope.earlierSteps.includes(name)) {
    if (!scope.laterSteps.includes(name)) return unknownName("earlier step", reference, scope.earlierSteps, scope);
    return `${source} needs the step "${name}" to have run; only what earlier steps returned can be used.`;
  }
  const [field, ...rest] = path;
  if (field === "body" || (field === "status" && rest.length === 0)) return null;
  if (field === "headers" && rest.length === 1) return null;
  return `${source} must continue with .body, .status or .headers.<name>: {{steps.${name}.body}}.`;
}

/** Enough names to find a typing mistake. */
const MAX_NAMES = 20;

function unknownName(what: string, { root, name }: Reference, known: string[], scope: TemplateScope): string {
  const suggested = suggestReference(`${root}.${name}`, scope);
  if (suggested !== null) return `There is no ${what} "${name}". Did you mean {{${suggested}}}?`;
  const more = known.length > MAX_NAMES ? `, and ${known.length - MAX_NAMES} more` : "";
  const list =
    known.length === 0 ? "None is defined yet." : `There is: ${known.slice(0, MAX_NAMES).join(", ")}${more}.`;
  return `There is no ${what} "${name}". ${list}`;
}
