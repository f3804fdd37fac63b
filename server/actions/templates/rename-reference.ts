import { parseTemplate, type Reference } from "./template";

/** A new name for an argument, a constant, a step or a variable. */
export interface Renaming {
  root: Exclude<Reference["root"], "callback" | "secrets">;
  from: string;
  to: string;
}

/** Renames what a template refers to, and counts the references. All other text stays exactly as it is written. */
export function renameReference(template: string, { root, from, to }: Renaming): { text: string; count: number } {
  let count = 0;
  const parts = parseTemplate(template).map((part) => {
    if (part.kind === "text") return part.text;
    if (part.reference?.root !== root || part.reference.name !== from) return part.source;
    count += 1;
    return part.source.replace(/^(\{\{\s*\w+\.)\w+/, (_start, before: string) => before + to);
  });
  return { text: parts.join(""), count };
}
