"use client";

import { type RefObject, useEffect, useState } from "react";
import { ROW_HEIGHT } from "./grid-layout";
import type { ScrollWindow } from "./visible-cells";

/** Scrolling by less does not change the rendered columns. */
const COLUMN_GRAIN = 32;

/** The visible part of a scrolling box. It changes row by row, so that the grid is not rendered for every pixel. */
export function useScrollWindow(scroller: RefObject<HTMLElement | null>): ScrollWindow {
  const [part, setPart] = useState<ScrollWindow>({ top: 0, left: 0, height: 0, width: 0 });
  useEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    const look = () => {
      const next = {
        top: Math.max(0, box.scrollTop - (box.scrollTop % ROW_HEIGHT)),
        left: Math.max(0, box.scrollLeft - (box.scrollLeft % COLUMN_GRAIN)),
        height: box.clientHeight,
        width: box.clientWidth,
      };
      setPart((known) => (isSame(known, next) ? known : next));
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(box);
    box.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      box.removeEventListener("scroll", look);
    };
  }, [scroller]);
  return part;
}

function isSame(a: ScrollWindow, b: ScrollWindow): boolean {
  return a.top === b.top && a.left === b.left && a.height === b.height && a.width === b.width;
}
