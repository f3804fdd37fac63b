/** Moves the focus to where messages are written, except on a phone, where that would open the keyboard. */
export function focusToWrite(box: HTMLTextAreaElement | null): void {
  if (window.matchMedia("(pointer: fine)").matches) box?.focus({ preventScroll: true });
}
