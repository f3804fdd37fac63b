/** How long to wait for an element, in milliseconds: a menu or a sheet takes a moment to open or close. */
const OFFER_MS = 1000;

/** Focuses an element when it appears. Retries because a menu that is still closing takes the focus back. */
export function focusLater(find: () => HTMLElement | null | undefined): void {
  const end = performance.now() + OFFER_MS;
  let hadIt = false;
  const offer = () => {
    const element = find();
    const hasIt = Boolean(element) && document.activeElement === element;
    if ((hasIt && hadIt) || performance.now() > end) return;
    hadIt = hasIt;
    if (!hasIt) {
      element?.focus();
    }
    requestAnimationFrame(offer);
  };
  requestAnimationFrame(offer);
}

let named: string | null = null;

/** Lets the name of an interaction get the focus when the side panel shows it. */
export function focusNameOf(interactionId: string): void {
  named = interactionId;
}

/** Whether the name of an interaction is to get the focus; asked once. */
export function takesNameFocus(interactionId: string): boolean {
  const takesIt = named === interactionId;
  if (takesIt) named = null;
  return takesIt;
}

/** The id of the element that opens an interaction in the side panel, and gets the focus back when it closes. */
export function openerId(interactionId: string): string {
  return `opens-${interactionId}`;
}
