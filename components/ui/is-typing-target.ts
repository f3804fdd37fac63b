/** Elements in which letters are typed, or which handle keys themselves. */
const BUSY =
  "input, textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=menu], [role=dialog], [role=alertdialog]";

/** Whether a key that is pressed there must not be taken for a shortcut of the page. */
export function isTypingTarget(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(BUSY) !== null;
}
