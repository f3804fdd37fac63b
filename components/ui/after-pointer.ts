import { flushSync } from "react-dom";

/** The element under the mouse button or finger that is down. */
let pressed: Element | null = null;
let waiting: (() => void)[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Runs a change of the page immediately or, while a mouse button or finger is down, after its click was delivered: a change
 * that moves the button under the pointer would make the click miss it. The page then scrolls as far as the change
 * moved the pressed element, so that a second click hits it, too.
 */
export function afterPointer(change: () => void): void {
  if (pressed === null) change();
  else waiting.push(change);
}

function press({ target }: Event): void {
  clearTimeout(timer);
  pressed = target instanceof Element ? target : document.documentElement;
}

function release({ type, target }: Event): void {
  // An element that loses the focus says so here, too; only the window's own event ends a press.
  if (pressed === null || (type === "blur" && target !== window)) return;
  // The click is dispatched in the task that releases the pointer, so before any timer.
  clearTimeout(timer);
  timer = setTimeout(finish);
}

function finish(): void {
  const element = pressed;
  const due = waiting;
  pressed = null;
  waiting = [];
  if (due.length > 0) keepInPlace(element, () => flushSync(() => due.forEach((change) => change())));
}

function keepInPlace(element: Element | null, change: () => void): void {
  const before = element?.getBoundingClientRect().top ?? 0;
  change();
  if (!element?.isConnected) return;
  const moved = element.getBoundingClientRect().top - before;
  if (moved !== 0) scrollerOf(element).scrollBy({ top: moved, behavior: "instant" });
}

function scrollerOf(element: Element): Element {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    const canScroll = /auto|scroll/u.test(getComputedStyle(parent).overflowY);
    if (canScroll && parent.scrollHeight > parent.clientHeight) return parent;
  }
  return document.scrollingElement ?? document.documentElement;
}

if (typeof window !== "undefined") {
  // After a tap, the mouse events follow the pointer events, and it is the mousedown that moves the focus.
  for (const type of ["pointerdown", "mousedown"]) window.addEventListener(type, press, true);
  for (const type of ["pointerup", "pointercancel", "mouseup", "dragend", "blur"]) {
    window.addEventListener(type, release, true);
  }
}
