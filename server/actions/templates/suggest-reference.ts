import { distance } from "fastest-levenshtein";
import type { TemplateScope } from "./template-scope";

/** Longer than any reference that a person mistypes. */
const MAX_LENGTH = 200;

/** The reference that a mistyped one probably means, without its braces; null when none is close. */
export function suggestReference(written: string, scope: TemplateScope): string | null {
  if (written.length > MAX_LENGTH) return null;
  const [, first = "", name, rest = ""] = /^\s*(\w+)(?:\.(\w+)(.*?))?\s*$/s.exec(written) ?? [];
  if (name === undefined) return ofName(first, scope, isSame) ?? ofName(first, scope, isClose);
  // The name is right, only its step comes too late.
  if (first === "steps" && scope.laterSteps.includes(name)) return null;
  const names = namesByRoot(scope);
  const root = names.find(({ root }) => root === first) ?? names.find(({ root }) => isClose(first, root));
  const known = root && (root.names.find((known) => known === name) ?? closestName(name, root.names));
  if (root && known !== undefined && known !== null) return whole(root.root, known, rest);
  // "order.body.id" for a step, or the name of a constant written as an argument.
  if (scope.earlierSteps.includes(first)) return whole("steps", first, `.${name}${rest}`);
  return rest === "" ? ofName(name, scope, isSame) : null;
}

/** The known name that is closest to a mistyped one; null when none is close. */
function closestName(name: string, known: string[]): string | null {
  const [best] = known
    .filter((candidate) => isClose(name, candidate))
    .toSorted((a, b) => distance(name, a) - distance(name, b));
  return best ?? null;
}

type Root = "args" | "constants" | "secrets" | "steps";

function namesByRoot({ args, constants, secrets, earlierSteps }: TemplateScope): { root: Root; names: string[] }[] {
  return [
    { root: "args", names: args },
    { root: "constants", names: constants },
    { root: "secrets", names: secrets ?? [] },
    { root: "steps", names: earlierSteps },
  ];
}

function ofName(name: string, scope: TemplateScope, fits: (a: string, b: string) => boolean): string | null {
  for (const { root, names } of namesByRoot(scope)) {
    const found = names.find((known) => fits(name, known));
    if (found !== undefined) return whole(root, found, "");
  }
  return null;
}

function whole(root: Root, name: string, rest: string): string {
  return `${root}.${name}${root === "steps" && rest === "" ? ".body" : rest}`;
}

function isSame(name: string, known: string): boolean {
  return name.toLowerCase() === known.toLowerCase();
}

/** Whether a name is probably another one: a third of its letters differ at most, or it is a good part of it. */
function isClose(name: string, known: string): boolean {
  const [a, b] = [name.toLowerCase(), known.toLowerCase()];
  const isPart = Math.min(a.length, b.length) > 2 && (a.includes(b) || b.includes(a));
  return isPart || distance(a, b) <= Math.floor(Math.max(a.length, b.length) / 3);
}
