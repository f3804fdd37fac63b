import { signal, untracked } from "@preact/signals-core";
import { type Child, h } from "../../dom/element.ts";
import { iconButton, onEscape } from "../forms/buttons.ts";
import type { ViewContext } from "../view-context.ts";

export interface MenuItem {
  text: string;
  run(): void;
}

const DOTS = "M5 12h.01M12 12h.01M19 12h.01";

/** A button with a menu, which the keyboard uses as the ARIA practices say. */
export function menu({ t }: ViewContext, items: () => readonly MenuItem[]): Child {
  const isOpen = signal(false);
  const entries = () => [...box.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const focusAt = (index: number) => {
    isOpen.value = true;
    const all = entries();
    all.at(index % all.length)?.focus();
  };
  const close = () => {
    // First, because the menu's end takes the focus with it.
    button.focus();
    isOpen.value = false;
  };
  const button = iconButton(t("menu"), DOTS, () => (isOpen.peek() ? close() : focusAt(0)));
  button.ariaHasPopup = "menu";
  // Safari gives a clicked button the focus only with it.
  button.tabIndex = 0;
  const keydown = (event: KeyboardEvent) => {
    const at = entries().indexOf(event.target as HTMLElement);
    const next: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: Math.max(at, 0) - 1,
      Home: 0,
      End: -1,
    };
    const index = next[event.key];
    if (index !== undefined) {
      event.preventDefault();
      focusAt(index);
    } else if (isOpen.peek()) onEscape(event, close);
  };
  const list = () => {
    button.ariaExpanded = String(isOpen.value);
    const entry = ({ text, run }: MenuItem) => {
      const click = () => {
        close();
        run();
      };
      return h("button", { type: "button", role: "menuitem", tabindex: -1, on: { click } }, text);
    };
    return isOpen.value && h("div", { role: "menu", "aria-label": t("menu") }, untracked(items).map(entry));
  };
  // Later, because the panel gives the focus back when it becomes modal on a small screen.
  const focusout = () => void setTimeout(() => box.matches(":focus-within") || (isOpen.value = false));
  const box = h("div", { class: "menu", on: { keydown, focusout } }, button, list);
  return box;
}
