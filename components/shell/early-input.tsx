"use client";

import { useEffect } from "react";

declare global {
  interface Window {
    /** The input from before hydration, recorded by the script in the page's HTML. */
    parleyEarly?: {
      typed: Map<Element, string>;
      /** The clicked controls; true for a click by a key. */
      clicked: Map<HTMLElement, boolean>;
      /** The presses of single characters outside of text boxes, and of the palette's keys, in order. */
      keys: KeyboardEvent[];
      /** Stops the recording. */
      release(): void;
    };
  }
}

/** Replays the input from before hydration (see `early-input-script.tsx`). It must be the last element of the page. */
export function EarlyInput() {
  useEffect(() => {
    const early = window.parleyEarly;
    if (!early) return;
    delete window.parleyEarly;
    early.release();
    for (const [field, value] of early.typed) replayInput(field, value);
    for (const [control, isByKey] of early.clicked) if (control.isConnected) replayClick(control, isByKey);
    // React hydrates in the middle of a key's event, which then reaches the shortcuts by itself. Replay the keys after it.
    setTimeout(() => replayKeys(early.keys));
  }, []);
  return null;
}

/** Replays all events of a click: menus open at the first one, and tabs change at the second one. */
function replayClick(control: HTMLElement, isByKey: boolean): void {
  const init = { bubbles: true, cancelable: true };
  if (isByKey) {
    if (!control.dispatchEvent(new KeyboardEvent("keydown", { ...init, key: " ", code: "Space" }))) return;
  } else {
    control.dispatchEvent(new PointerEvent("pointerdown", { ...init, pointerType: "mouse", isPrimary: true }));
    control.dispatchEvent(new MouseEvent("mousedown", init));
    control.dispatchEvent(new PointerEvent("pointerup", { ...init, pointerType: "mouse", isPrimary: true }));
    control.dispatchEvent(new MouseEvent("mouseup", init));
  }
  control.click();
}

function replayKeys(keys: readonly KeyboardEvent[]): void {
  for (const { key, code, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented } of keys) {
    if (defaultPrevented) continue;
    const target = document.activeElement ?? document.body;
    const pressed = { key, code, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true };
    target.dispatchEvent(new KeyboardEvent("keydown", pressed));
  }
}

/** React ignores a value that is set through the element, so set it through the prototype and dispatch the event. */
function replayInput(field: Element, value: string): void {
  const kind = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement].find((known) => field instanceof known);
  if (!kind || !field.isConnected) return;
  if (!(field instanceof HTMLSelectElement)) Reflect.set(field, "value", "");
  Object.getOwnPropertyDescriptor(kind.prototype, "value")?.set?.call(field, value);
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
}
