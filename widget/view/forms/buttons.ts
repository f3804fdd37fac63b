import { h, icon } from "../../dom/element.ts";

/** A button with an icon only. */
export function iconButton(label: string, path: string, click: () => void): HTMLButtonElement {
  return h("button", { class: "icon", type: "button", "aria-label": label, on: { click } }, icon(path));
}

export function textButton(text: string, click: () => void): HTMLButtonElement {
  return h("button", { class: "quiet", type: "button", on: { click } }, text);
}

/** Runs a function for Escape, which then does not close the panel. */
export function onEscape(event: KeyboardEvent, run: () => void): void {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  // The browser itself would close the modal panel of a small screen.
  event.preventDefault();
  run();
}
