/** Moves the focus to the text box, except on a phone, where that would open the keyboard. */
export function focusToWrite(box: HTMLTextAreaElement | null): void {
  if (window.matchMedia("(pointer: fine)").matches) box?.focus({ preventScroll: true });
}
