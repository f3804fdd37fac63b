/** Radio buttons of the product have a hidden input beside them, which cannot be seen. */
const FIELDS = [
  "input:not([type=hidden]):not([aria-hidden=true]):not(:disabled)",
  "textarea:not(:disabled)",
  "[role=combobox]:not(:disabled)",
  "[role=radio]:not(:disabled)",
].join(", ");

/**
 * The ref of a part of a window that appears after the window was opened, such as a form that had to load: moves the focus
 * to its first field, as if the part had been there from the beginning.
 */
export function focusFirstField(part: HTMLElement | null): void {
  part?.querySelector<HTMLElement>(FIELDS)?.focus();
}
