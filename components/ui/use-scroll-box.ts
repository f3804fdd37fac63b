import { type RefObject, useEffect, useRef } from "react";

const CURRENT = "[aria-current]:not([aria-current='false']), [data-state=active]";
/** The length of the fade at an end where a box goes on. */
const FADE_PX = 32;

/**
 * Lets a box that scrolls in one direction show where it goes on, with the class `fade-x` or `fade-y`, and its current
 * link or tab whenever another one becomes current or its width changes. The page itself is not scrolled.
 */
export function useScrollBox<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    let shown: Element | null = null;
    const fade = () => setFade(box);
    const look = () => {
      const current = box.querySelector(CURRENT);
      // Somebody may have scrolled the box before the page's script had loaded.
      const isLeftAlone = shown !== null || (box.scrollLeft === 0 && box.scrollTop === 0);
      if (current && current !== shown && isLeftAlone) show(current, box);
      shown = current;
      fade();
    };
    look();
    let width = box.clientWidth;
    const onSize = () => {
      // For example when a phone is turned.
      if (box.clientWidth !== width && shown) show(shown, box);
      width = box.clientWidth;
      fade();
    };
    const sizes = new ResizeObserver(onSize);
    sizes.observe(box);
    for (const child of box.children) sizes.observe(child);
    const changes = new MutationObserver(look);
    const attributeFilter = ["aria-current", "data-state"];
    changes.observe(box, { subtree: true, childList: true, attributes: true, attributeFilter });
    box.addEventListener("scroll", fade, { passive: true });
    return () => {
      sizes.disconnect();
      changes.disconnect();
      box.removeEventListener("scroll", fade);
    };
  }, []);
  return ref;
}

function setFade(box: HTMLElement): void {
  const before = box.scrollLeft + box.scrollTop;
  const after = box.scrollWidth - box.clientWidth + (box.scrollHeight - box.clientHeight) - before;
  box.style.setProperty("--fade-start", lengthOf(before));
  box.style.setProperty("--fade-end", lengthOf(after));
}

/** Positions of fractions of a pixel are rounded, so that a pixel is nothing. */
function lengthOf(hidden: number): string {
  return `${hidden > 1 ? Math.min(hidden, FADE_PX) : 0}px`;
}

/** Moves an element that is cut off, or in the fade at an end, to the middle of its box. */
function show(element: Element, box: HTMLElement): void {
  const [inside, around] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  box.scrollBy({
    left: distance([inside.left, inside.right], [around.left, around.right]),
    top: distance([inside.top, inside.bottom], [around.top, around.bottom]),
  });
}

function distance([from, to]: [number, number], [start, end]: [number, number]): number {
  const isInView = from >= start + FADE_PX && to <= end - FADE_PX;
  return isInView ? 0 : (from + to) / 2 - (start + end) / 2;
}
