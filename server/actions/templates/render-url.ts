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
 * Fills the address of a request. Values are percent-encoded; only constants may give the scheme and the host. A
 * parameter that is nothing but a value that was left out is left out.
 * @throws StepFault when a value would choose the host or lead out of the path.
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
  return root === "constants";
}

export function originFault(source: string): string {
  return `${source} stands where the address says which server to call; only fixed text and constants may stand there. Write the server out, then a /, then ${source}.`;
}

/**
 * Whether an address is written so far that what follows cannot change its server. Stricter than URL parsers, which
 * read `https:///evil.example` and `https:\evil.example` as addresses too.
 */
export function hasOrigin(url: string): boolean {
  return /^https?:\/\/[^/?#\\\s]+[/?#\\]/i.test(url);
}

/** Stands for a dot that came with a value; encoding leaves no such character in one. */
const VALUE_DOT = "\0";

function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll(".", VALUE_DOT);
}

/** URL parsers read a segment `..` as "one folder up" even when it is percent-encoded, so a value may not make one. */
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

/** What a parameter of the query is sent with: once, or for `{{args.tags[*]}}` with each value of the list. */
function textsOf(template: string, values: TemplateValues): string[] {
  const whole = wholeReference(template.trim());
  const list = whole?.isEach ? resolve(whole, values) : undefined;
  if (!Array.isArray(list)) return [renderText(template, values)];
  const count = openBudget(values.budget);
  return list.map((item) => count(toText(item)));
}
