import { givenPairs } from "./absent-pairs";
import { openBudget } from "./render-budget";
import { parseTemplate, partText, renderText, resolve, type TemplateValues } from "./template";

/**
 * Renders the text of a request body. The content type decides how values are escaped, so that no value can end a field
 * and start another: encoded in forms (where absent fields are omitted), escaped in JSON, XML and HTML.
 * @throws StepFault when the text would be longer than 1 MB.
 */
export function renderTextBody(template: string, contentType: string, values: TemplateValues): string {
  const kind = kindOfText(contentType);
  if (kind === "json") return renderAsJson(template, values);
  if (kind === "form") return renderText(givenPairs(template, values), values, encodeFormValue);
  return renderText(template, values, kind === "markup" ? escapeMarkup : undefined);
}

/** How to escape values for a content type; `unknown` is a structured format without an escaping rule here. */
export type TextKind = "json" | "form" | "markup" | "plain" | "unknown";

export function kindOfText(contentType: string): TextKind {
  const [type = ""] = contentType.trim().toLowerCase().split(/[;\s]/, 1);
  if (/[/+.-](?:json|ndjson|jsonl|json-seq)$/.test(type)) return "json";
  if (type === "application/x-www-form-urlencoded") return "form";
  if (/[/+](?:xml|html)$/.test(type)) return "markup";
  return type === "" || type === "text/plain" ? "plain" : "unknown";
}

/** A value in double quotes is escaped; outside of them it is written as JSON with its type. */
function renderAsJson(template: string, values: TemplateValues): string {
  const count = openBudget(values.budget);
  let isInString = false;
  return parseTemplate(template)
    .map((part) => {
      if (part.kind === "text") isInString = endsInString(part.text, isInString);
      if (part.kind === "text" || !part.reference) return count(partText(part, values));
      if (isInString) return count(JSON.stringify(partText(part, values)).slice(1, -1));
      return count(JSON.stringify(resolve(part.reference, values) ?? null));
    })
    .join("");
}

function endsInString(text: string, startsInString: boolean): boolean {
  // A backslash escapes a quote only within a string.
  return Array.from(text.matchAll(/\\.|"/gs)).reduce(
    (isIn, [found]) => (found === '"' || (!isIn && found === '\\"') ? !isIn : isIn),
    startsInString,
  );
}

function encodeFormValue(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

const MARKUP: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeMarkup(value: string): string {
  return value.replaceAll(/[&<>"']/g, (character) => MARKUP[character] ?? character);
}
