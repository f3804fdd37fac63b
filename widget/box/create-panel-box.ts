import type { PanelPlace } from "../panel-contract.ts";
import { BOX_STYLES, SMALL_SCREEN } from "./box-styles.ts";
import { keepEventsInside } from "./keep-events-inside.ts";
import { lockPage } from "./lock-page.ts";

export interface PanelBox {
  element: HTMLElement;
  show(isShown: boolean): void;
}

/**
 * Adds the element that the panel fills. Above the page it is a dialog: on a desktop it stands beside the launcher and
 * leaves the page usable; on a small screen it is modal, covers the page and follows the visible part of the window.
 */
export function createPanelBox(where: PanelPlace): PanelBox {
  const { shadow, place, id, label, end } = where;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(BOX_STYLES);
  shadow.adoptedStyleSheets.push(sheet);
  keepEventsInside(shadow, end);
  const box = document.createElement(place === "panel" ? "dialog" : "section");
  box.id = id;
  box.className = "box";
  box.ariaLabel = label;
  shadow.append(box);
  const follow = () => followViewport(box);
  for (const change of ["resize", "scroll"]) window.visualViewport?.addEventListener(change, follow, { signal: end });
  follow();
  if (!(box instanceof HTMLDialogElement)) return { element: box, show() {} };
  return { element: box, show: controlDialog(box, where) };
}

/** @returns A function that opens and closes the dialog. */
function controlDialog(dialog: HTMLDialogElement, { shadow, close, end }: PanelPlace): (isShown: boolean) => void {
  const small = matchMedia(SMALL_SCREEN);
  let isShown = false;
  let unlock: (() => void) | null = null;

  function arrange(): void {
    const isModal = isShown && small.matches;
    if (isShown !== dialog.open || isModal !== dialog.matches(":modal")) become(isModal);
    if (isModal) unlock ??= lockPage();
    else {
      unlock?.();
      unlock = null;
    }
  }

  function become(isModal: boolean): void {
    const focused = dialog.open ? shadow.activeElement : null;
    if (dialog.open) dialog.close();
    if (isModal) dialog.showModal();
    // Not by show(), which would move the focus.
    else if (isShown) dialog.open = true;
    dialog.ariaModal = isModal ? "true" : null;
    if (isShown && focused instanceof HTMLElement) focused.focus();
  }

  function show(shown: boolean): void {
    const hadFocus = dialog.contains(shadow.activeElement);
    isShown = shown;
    arrange();
    // A closed dialog gives the focus back to what had it before, which is nothing after a click in Safari.
    if (!shown && hadFocus && !end.aborted) shadow.querySelector<HTMLElement>(`[aria-controls=${dialog.id}]`)?.focus();
  }

  function closeByEscape(event: Event): void {
    if (!(event instanceof KeyboardEvent) || event.key !== "Escape") return;
    if (event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    close();
  }

  shadow.addEventListener("keydown", closeByEscape, { signal: end });
  small.addEventListener("change", arrange, { signal: end });
  // A phone's back gesture closes a modal dialog.
  dialog.addEventListener("close", () => !dialog.open && isShown && close(), { signal: end });
  end.addEventListener("abort", () => show(false));
  return show;
}

/** Keeps a full-screen box in the part of the window that a phone's keyboard leaves free. */
function followViewport(box: HTMLElement): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  // A page that the visitor enlarges with two fingers keeps its layout.
  box.style.setProperty("--height", `${viewport.height * viewport.scale}px`);
  box.style.setProperty("--top", `${viewport.scale > 1 ? 0 : viewport.offsetTop}px`);
}
