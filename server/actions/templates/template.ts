import { openBudget, type StepBudget } from "./render-budget";

/** Templates of action steps: `{{args.x}}`, `{{constants.x}}`, `{{variables.x}}`, `{{steps.<name>.body.path[0]}}`, `{{callback.url}}` (CONTRACTS §3). */

export const roots = ["args", "constants", "variables", "steps", "callback"] as const;

export interface Reference {
  root: (typeof roots)[number];
  name: string;
  /** What follows the name: keys and list positions. */
  path: string[];
  /** It ends with `[*]`: in a query, each value of the list becomes a separate parameter. */
  isEach?: true;
}

/** Text as it stands, or `{{…}}`; reference is null when what stands in the braces cannot be read as one. */
export type TemplatePart =
  | { kind: "text"; text: string }
  | { kind: "value"; source: string; reference: Reference | null };

/** What a step may use. */
export interface TemplateValues {
  args: Record<string, unknown>;
  constants: Record<string, string>;
  variables: Record<string, unknown>;
  steps: Record<string, EarlierStep>;
  /** `url`: the one-time address that the next callback step waits for. */
  callback: { url?: string };
  /** What this execution of the step may still render; absent: each template counts alone. */
  budget?: StepBudget;
}

export interface EarlierStep {
  status: number | null;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: unknown;
}

export function parseTemplate(template: string): TemplatePart[] {
  // split with a capturing group: text and what stood in braces take turns.
  const pieces = template.split(/\{\{([^{}]*)\}\}/);
  return pieces
    .map((piece, i): TemplatePart => {
      if (i % 2 === 0) return { kind: "text", text: piece };
      return { kind: "value", source: `{{${piece}}}`, reference: parseReference(piece.trim()) };
    })
    .filter((part) => part.kind === "value" || part.text !== "");
}

/** The one reference that a template consists of; null when there is anything else in it. */
export function wholeReference(template: string): Reference | null {
  const [only, ...rest] = parseTemplate(template);
  return only?.kind === "value" && rest.length === 0 ? only.reference : null;
}

/** The value that a reference leads to; undefined when there is none. */
export function resolve(reference: Reference, values: TemplateValues): unknown {
  const { root, name, path } = reference;
  const start = own(values[root], name);
  if (root !== "steps") return follow(start, path);
  const [field, ...rest] = path;
  const [header = "", ...deeper] = rest;
  if (field === "headers") return follow(own(own(start, "headers"), header.toLowerCase()), deeper);
  return follow(start, path);
}

/**
 * Whether a template consists of references alone, and none of them has a value, such as an optional argument that was
 * left out. Null counts as a value: an earlier answer held it.
 */
export function isAbsent(template: string, values: TemplateValues): boolean {
  const parts = parseTemplate(template.trim()).filter((part) => part.kind === "value" || part.text.trim() !== "");
  return (
    parts.length > 0 &&
    parts.every(
      (part) => part.kind === "value" && part.reference !== null && resolve(part.reference, values) === undefined,
    )
  );
}

/**
 * Fills a template as text; `encode` fits each value to the place where it stands. A missing value is empty.
 * @throws StepFault when the text would be longer than 1 MB.
 */
export function renderText(
  template: string,
  values: TemplateValues,
  encode: (value: string) => string = (value) => value,
): string {
  const count = openBudget(values.budget);
  return parseTemplate(template)
    .map((part) =>
      count(part.kind === "value" && part.reference ? encode(partText(part, values)) : partText(part, values)),
    )
    .join("");
}

/** The rendered text of a part; braces without a known name stay as they are. */
export function partText(part: TemplatePart, values: TemplateValues): string {
  if (part.kind === "text") return part.text;
  return part.reference ? toText(resolve(part.reference, values)) : part.source;
}

/** A value as text: lists of plain values with commas, anything deeper as JSON. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  const text = writtenObjects.get(value) ?? writeObject(value);
  writtenObjects.set(value, text);
  return text;
}

/** A template may use a long answer hundreds of times. */
const writtenObjects = new WeakMap<object, string>();

function writeObject(value: object): string {
  const isPlainList = Array.isArray(value) && value.every((item) => typeof item !== "object" || item === null);
  return isPlainList ? value.map(toText).join(",") : JSON.stringify(value);
}

const REFERENCE = /^(\w+)\.([a-zA-Z_]\w{0,63})((?:\.[^.[\]{}'"\s]+|\[\d+\]|\['[^'{}]*'\])*)(\[\*\])?$/;

function parseReference(source: string): Reference | null {
  const [, written, name, rest = "", each] = REFERENCE.exec(source) ?? [];
  const root = roots.find((known) => known === written);
  if (!root || name === undefined) return null;
  const path = Array.from(
    rest.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]/g),
    ([, key, index, quoted]) => key ?? index ?? quoted ?? "",
  );
  return { root, name, path, ...(each !== undefined && { isEach: true }) };
}

function follow(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>((at, key) => own(at, key), value);
}

/** Own properties only: an answer's `constructor` or `__proto__` leads nowhere unless the server sent it. */
function own(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}
