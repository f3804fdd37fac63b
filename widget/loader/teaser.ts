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
      element.replaceChildren(makeButton("text", onOpen, text), dismiss);
    },
    hide: () => element.replaceChildren(),
  };
}
