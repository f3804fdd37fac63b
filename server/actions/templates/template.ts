import { openBudget, type StepBudget } from "./render-budget";

/**
 * Templates of action steps: `{{args.x}}`, `{{constants.x}}`, `{{secrets.x}}`, `{{variables.x}}`,
 * `{{steps.<name>.body.path[0]}}`, `{{callback.url}}` (CONTRACTS §3).
 */

export const roots = ["args", "constants", "secrets", "variables", "steps", "callback"] as const;

export interface Reference {
  root: (typeof roots)[number];
  name: string;
  /** The keys and list indexes after the name. */
  path: string[];
  /** Set if the reference ends with `[*]`: in a query, each item of the list becomes a separate parameter. */
  isEach?: true;
}

/** Literal text or `{{…}}`. The reference is null if the content of the braces is not valid. */
export type TemplatePart =
  | { kind: "text"; text: string }
  | { kind: "value"; source: string; reference: Reference | null };

/** The values that a step may use. */
export interface TemplateValues {
  args: Record<string, unknown>;
  constants: Record<string, string>;
  /** Of the workspace. */
  secrets: Record<string, string>;
  variables: Record<string, unknown>;
  steps: Record<string, EarlierStep>;
  /** `url` is the one-time address of the next callback step. */
  callback: { url?: string };
  /** What this execution of the step may still render. Without it, each template has its own limit. */
  budget?: StepBudget;
}

export interface EarlierStep {
  status: number | null;
  /** Names are in lower case. */
  headers: Record<string, string>;
  body: unknown;
}

export function parseTemplate(template: string): TemplatePart[] {
  // Splitting with a capturing group alternates between text and the content of braces.
  const pieces = template.split(/\{\{([^{}]*)\}\}/);
  return pieces
    .map((piece, i): TemplatePart => {
      if (i % 2 === 0) return { kind: "text", text: piece };
      return { kind: "value", source: `{{${piece}}}`, reference: parseReference(piece.trim()) };
    })
    .filter((part) => part.kind === "value" || part.text !== "");
}

/** The reference if a template consists of exactly one; otherwise null. */
export function wholeReference(template: string): Reference | null {
  const [only, ...rest] = parseTemplate(template);
  return only?.kind === "value" && rest.length === 0 ? only.reference : null;
}

/** The value of a reference; undefined when there is none. */
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
 * Whether a template consists only of references without a value, such as an optional argument that was left out. Null
 * counts as a value, since an earlier answer contained it.
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
 * Renders a template as text; `encode` escapes each value for its context. A missing value is empty.
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

/** The rendered text of a part. Braces without a valid reference are unchanged. */
export function partText(part: TemplatePart, values: TemplateValues): string {
  if (part.kind === "text") return part.text;
  return part.reference ? toText(resolve(part.reference, values)) : part.source;
}

/** Converts a value to text: flat lists are joined with commas, nested values become JSON. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  const text = writtenObjects.get(value) ?? writeObject(value);
  writtenObjects.set(value, text);
  return text;
}

/** Cached because a template may use a long answer hundreds of times. */
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

/** Reads own properties only, so that `constructor` or `__proto__` resolve only if the server sent them. */
function own(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}
