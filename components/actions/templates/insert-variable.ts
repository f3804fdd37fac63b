import { createScanner } from "jsonc-parser";

/** A text and its caret position. */
export interface Edited {
  text: string;
  caret: number;
}

interface Selection {
  start: number;
  end: number;
}

/**
 * Replaces the selection with a reference such as `args.order_number`, and adds quotes where JSON needs them.
 * If the reference can continue (`steps.order.body`), the caret stays before the closing braces.
 */
export function insertVariable(text: string, { start, end }: Selection, reference: string, isJson: boolean): Edited {
  const needsQuotes = isJson && !isInsideString(text, start);
  const before = `${text.slice(0, start)}${needsQuotes ? '"' : ""}{{${reference}`;
  const after = `}}${needsQuotes ? '"' : ""}`;
  const goesOn = reference.endsWith(".") || /^steps\.\w+\.body$/.test(reference);
  return { text: before + after + text.slice(end), caret: before.length + (goesOn ? 0 : after.length) };
}

const [STRING, END] = [10, 17];

function isInsideString(text: string, position: number): boolean {
  const scanner = createScanner(text, false);
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    const from = scanner.getTokenOffset();
    const to = from + scanner.getTokenLength();
    if (kind === STRING && from < position && position < to) return true;
    if (from >= position) return false;
  }
  return false;
}
