"use client";

import { useEffect } from "react";

declare global {
  interface Window {
    /** What a person did before the page's script ran; written by the script in the page's HTML. */
    parleyEarly?: {
      typed: Map<Element, string>;
      clicked: Set<HTMLElement>;
      /** Lets events go their way again. */
      release(): void;
    };
  }
}

/** Does what people did before React took the page over (`early-input-script.tsx`). It is the last of the page. */
export function EarlyInput() {
  useEffect(() => {
    const early = window.parleyEarly;
    if (!early) return;
    delete window.parleyEarly;
    early.release();
    for (const [field, value] of early.typed) typeAgain(field, value);
    for (const control of early.clicked) if (control.isConnected) control.click();
  }, []);
  return null;
}

/** React takes a field's value for known once it was set through the element: it is set past it, then announced. */
function typeAgain(field: Element, value: string): void {
  const kind = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement].find((known) => field instanceof known);
  if (!kind || !field.isConnected) return;
  if (!(field instanceof HTMLSelectElement)) Reflect.set(field, "value", "");
  Object.getOwnPropertyDescriptor(kind.prototype, "value")?.set?.call(field, value);
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
}
