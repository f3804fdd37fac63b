/** As a ref: the element takes the focus when a window shows it, as its first part or as the next one. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}
