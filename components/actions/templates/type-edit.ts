import { insertTextIntoField } from "text-field-edit";
import type { Edited } from "./insert-variable";

interface Replaced {
  start: number;
  end: number;
}

/** Writes an edit of a focused text area as if it were typed, so that the browser's Undo takes it back. */
export function typeEdit(box: HTMLTextAreaElement, { start, end }: Replaced, edited: Edited): void {
  const written = edited.text.slice(start, edited.text.length - (box.value.length - end));
  box.setSelectionRange(start, end);
  insertTextIntoField(box, written);
  box.setSelectionRange(edited.caret, edited.caret);
}
