"use client";

import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useEffectEvent, useRef } from "react";
import type { Place } from "./grid-keys";
import { cellId, placeOf } from "./grid-layout";
import type { Grid } from "./use-grid";
import { leftFor, topFor } from "./visible-cells";

interface GridElementInput {
  /** Makes the ids of cells unique in the page. */
  id: string;
  scroller: RefObject<HTMLElement | null>;
  element: RefObject<HTMLElement | null>;
  grid: Grid;
  widths: readonly number[];
}

/**
 * Makes a table element an ARIA grid: it keeps the focus, names its active cell, and handles the keys, clicks and drags
 * of all cells. The cursor is scrolled into view whenever it moves.
 */
export function useGridElement({ id, scroller, element, grid, widths }: GridElementInput) {
  const { row, column } = grid.place;
  /** The cell where the pointer was pressed. */
  const pressed = useRef<Place | null>(null);
  const reveal = useEffectEvent((to: Place) => {
    const box = scroller.current;
    // Don't scroll when the page opens.
    if (!box || document.activeElement === document.body) return;
    const part = { top: box.scrollTop, left: box.scrollLeft, height: box.clientHeight, width: box.clientWidth };
    void box.scrollTo({ top: topFor(to.row, part), left: leftFor(to.column - 1, part, widths) });
  });
  useEffect(() => {
    reveal({ row, column });
  }, [row, column]);

  return {
    role: "grid",
    tabIndex: 0,
    "aria-activedescendant": grid.editor.editing ? undefined : cellId(id, row, column),
    onKeyDown(event: KeyboardEvent) {
      // Key events of a menu above the grid bubble up to here too.
      const isOnGrid = event.target === element.current;
      if (isOnGrid || grid.editor.editing) grid.onKeyDown(event);
    },
    onMouseDown(event: MouseEvent) {
      pressed.current = event.button === 0 && !event.shiftKey ? placeOf(event.target) : null;
    },
    onMouseOver(event: MouseEvent) {
      const over = placeOf(event.target);
      if (event.buttons !== 1 || !pressed.current || !over) return;
      grid.selectBetween(pressed.current, over);
    },
    onClick: (event: MouseEvent) => grid.onClick(event, placeOf(event.target)),
    onDoubleClick: (event: MouseEvent) => grid.onDoubleClick(placeOf(event.target)),
  };
}
