import { StepFault } from "../step-fault";
import { withoutAbsentPairs } from "./absent-pairs";
import { openBudget } from "./render-budget";
import {
  isAbsent,
  parseTemplate,
  partText,
  renderText,
  resolve,
  toText,
  type Reference,
  type TemplateValues,
  wholeReference,
} from "./template";

/**
 * Renders the address of a request. Values are percent-encoded; only constants and secrets may set the scheme and host. A parameter
 * that consists of a value that was left out is omitted.
 * @throws StepFault when a value would choose the host or leave the path's folder.
 */
export function renderUrl(template: string, query: { name: string; value: string }[], values: TemplateValues): string {
  const count = openBudget(values.budget);
  let url = "";
  let isOrigin = true;
  for (const part of parseTemplate(withoutAbsentPairs(template.trim(), values))) {
    const value = partText(part, values);
    if (part.kind === "text" || !part.reference) {
      url += count(value);
      continue;
    }
    isOrigin &&= !hasOrigin(url);
    if (isOrigin && !mayGiveOrigin(part.reference)) throw new StepFault(originFault(part.source));
    url += count(isOrigin ? value : encode(value));
  }
  return addQuery(withoutDotSegments(url), query, values);
}

export function mayGiveOrigin({ root }: Reference): boolean {
  return root === "constants" || root === "secrets";
}

export function originFault(source: string): string {
  return `${source} is in the part of the address that says which server to call; only fixed text, constants and secrets may be used there. Write the server, then a /, then ${source}.`;
}

/**
 * Whether text added to an address can no longer change its host. Stricter than URL parsers, which also accept
 * `https:///evil.example` and `https:\evil.example`.
 */
export function hasOrigin(url: string): boolean {
  return /^https?:\/\/[^/?#\\\s]+[/?#\\]/i.test(url);
}

/** Marks a dot that came from a value. An encoded value never contains this character. */
const VALUE_DOT = "\0";

function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll(".", VALUE_DOT);
}

/** URL parsers resolve a segment `..` even when it is percent-encoded, so a value must not form one. */
function withoutDotSegments(url: string): string {
  const [path = ""] = url.split(/[?#]/, 1);
  for (const segment of path.split(/[/\\]/)) {
    const written = segment.replaceAll(VALUE_DOT, ".");
    if (segment.includes(VALUE_DOT) && /^(?:\.|%2e){1,2}$/i.test(written)) {
      throw new StepFault(`A value makes "${written}" a part of the address, which would lead out of its folder.`);
    }
  }
  return url.replaceAll(VALUE_DOT, ".");
}

function addQuery(url: string, query: { name: string; value: string }[], values: TemplateValues): string {
  const given = query.filter(({ value }) => !isAbsent(value, values));
  const pairs = given.flatMap(({ name, value }) =>
    textsOf(value, values).map((text) => [name, text].map((part) => encodeURIComponent(part.toWellFormed())).join("=")),
  );
  if (pairs.length === 0) return url;
  const [address = "", ...fragment] = url.split("#");
  const joint = !address.includes("?") ? "?" : /[?&]$/.test(address) ? "" : "&";
  return [`${address}${joint}${pairs.join("&")}`, ...fragment].join("#");
}

/** The values of a query parameter: one, or for `{{args.tags[*]}}` one for each item of the list. */
function textsOf(template: string, values: TemplateValues): string[] {
  const whole = wholeReference(template.trim());
  const list = whole?.isEach ? resolve(whole, values) : undefined;
  if (!Array.isArray(list)) return [renderText(template, values)];
  const count = openBudget(values.budget);
  return list.map((item) => count(toText(item)));
}
