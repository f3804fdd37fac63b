import { type RefObject, useEffect } from "react";
import { isTypingTarget } from "@/components/ui/is-typing-target";

/**
 * j and k move through the rows' links wherever the focus is, except in text boxes; the arrow keys do so within the
 * list. Enter follows the focused link.
 */
export function useListKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const box = list.current;
      if (!box || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : null;
      const step = stepOf(event.key, target !== null && box.contains(target));
      if (step === 0 || isTypingTarget(target)) return;
      const links = [...box.querySelectorAll<HTMLElement>("a[href]")];
      const at = links.findIndex((link) => link === target);
      const from = at === -1 ? links.findIndex((link) => link.ariaCurrent === "page") : at;
      const next = links[nextIndex(from, step, links.length)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [list]);
}

/** 1 for down, -1 for up, 0 for any other key. */
export function stepOf(key: string, isInList: boolean): -1 | 0 | 1 {
  if (key === "j" || (isInList && key === "ArrowDown")) return 1;
  if (key === "k" || (isInList && key === "ArrowUp")) return -1;
  return 0;
}

/** The next row's index, clamped to the list; -1 means that no row has the focus yet. */
export function nextIndex(from: number, step: -1 | 1, length: number): number {
  if (from === -1) return step === 1 ? 0 : length - 1;
  return Math.min(length - 1, Math.max(0, from + step));
}
