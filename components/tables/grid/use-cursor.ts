"use client";

import { useState } from "react";
import { rangeBetween } from "./blocks/cell-range";
import { type GridShape, type Place, within } from "./grid-keys";

/** The grid's cursor, and the cells that are selected from there on. */
export function useCursor(shape: Pick<GridShape, "rows" | "columns">) {
  const [wanted, setPlace] = useState<Place>({ row: 0, column: 1 });
  /** The other corner of the selected cells, if there are several. */
  const [anchor, setAnchor] = useState<Place | null>(null);
  const place = within(wanted, shape);
  const range = isCell(place) ? rangeBetween(place, anchor ? within(anchor, shape) : place) : null;

  return {
    place,
    /** The selected cells: at least the cursor's. Null in the header and in the column of row numbers. */
    range,
    /** The selected cells, if there are several. */
    block: anchor ? range : null,
    /** Moves the cursor. With `extending`, the cells from where it was on are selected. */
    moveTo(to: Place, extending = false) {
      setAnchor(extending && isCell(place) ? (anchor ?? place) : null);
      setPlace(to);
    },
    /** Selects the cells from the first place to the second, as the pointer is dragged over them. */
    selectBetween(from: Place, to: Place) {
      if (!isCell(from) || !isCell(to)) return;
      setAnchor(from);
      setPlace(to);
    },
  };
}

function isCell({ row, column }: Place): boolean {
  return row >= 0 && column > 0;
}
