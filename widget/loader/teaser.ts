import { icon } from "../dom/element.ts";
import { CLOSE, makeButton } from "./button.ts";

export interface Teaser {
  element: HTMLElement;
  show(text: string): void;
  hide(): void;
}

/** A message beside the launcher. Screen readers read it politely when it appears; the focus stays where it is. */
export function createTeaser(dismissLabel: string, onOpen: () => void, onDismiss: () => void): Teaser {
  const element = document.createElement("div");
  element.role = "status";
  element.className = "teaser";
  return {
    element,
    show(text) {
      const dismiss = makeButton("dismiss", onDismiss, icon(CLOSE));
      dismiss.ariaLabel = dismissLabel;
      const open = makeButton("text", onOpen, text);
      // The settings may have no text in the language of the page.
      open.dir = "auto";
      element.replaceChildren(open, dismiss);
    },
    hide: () => element.replaceChildren(),
  };
}
