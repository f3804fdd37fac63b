import { createScanner } from "jsonc-parser";

/** A text and where its caret stands. */
export interface Edited {
  text: string;
  caret: number;
}

interface Selection {
  start: number;
  end: number;
}

/**
 * Puts a reference such as `args.order_number` in place of what is selected. In JSON it gets the quotes that it needs.
 * One that can go on (`steps.order.body`) leaves the caret before the braces' end.
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
