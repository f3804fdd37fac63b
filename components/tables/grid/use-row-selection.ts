"use client";

import { useRef, useState } from "react";

/** The ticked rows, by id, so that the selection survives scrolling and sorting. */
export function useRowSelection(idAt: (row: number) => string | undefined) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<number | null>(null);

  return {
    ids,
    has: (id: string) => ids.has(id),
    clear: () => setIds(new Set()),
    set: (chosen: readonly string[]) => setIds(new Set(chosen)),
    /** Ticks or unticks a row; with `toHere`, all rows since the last ticked one. */
    toggle(row: number, toHere = false) {
      const id = idAt(row);
      if (id === undefined) return;
      const isOn = !ids.has(id);
      const from = toHere && anchor.current !== null ? anchor.current : row;
      const length = Math.abs(row - from) + 1;
      const range = Array.from({ length }, (_, index) => idAt(Math.min(row, from) + index));
      anchor.current = row;
      setIds((known) => {
        const next = new Set(known);
        for (const one of range) {
          if (one === undefined) continue;
          if (isOn) next.add(one);
          else next.delete(one);
        }
        return next;
      });
    },
  };
}

export type RowSelection = ReturnType<typeof useRowSelection>;
