"use client";

import { useMemo, useState } from "react";
import { z } from "zod";
import type { ColumnType, TableColumn } from "@/server/schemas/table-column";

const widthsByKey = z.record(z.string(), z.number().min(60).max(800));

/** In pixels. */
const usual: Record<ColumnType, number> = { text: 224, number: 128, boolean: 112, date: 136, datetime: 192 };
export const MIN_WIDTH = 72;
export const MAX_WIDTH = 640;

/** The width of each column in pixels; changed widths are stored in the browser. */
export function useColumnWidths(tableId: string, columns: readonly TableColumn[]) {
  const [pulled, setPulled] = useState(() => remembered(tableId));
  const widths = useMemo(() => columns.map((column) => pulled[column.key] ?? usual[column.type]), [columns, pulled]);
  return {
    widths,
    resize(key: string, width: number) {
      const next = { ...pulled, [key]: Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width))) };
      setPulled(next);
      remember(tableId, next);
    },
  };
}

const itemName = (tableId: string) => `parley.table-widths.${tableId}`;

function remembered(tableId: string): Record<string, number> {
  if (typeof window === "undefined") return {};
  try {
    return widthsByKey.parse(JSON.parse(localStorage.getItem(itemName(tableId)) ?? "{}"));
  } catch {
    // The stored value is invalid or storage is off; use the default widths.
    return {};
  }
}

function remember(tableId: string, widths: Record<string, number>): void {
  try {
    localStorage.setItem(itemName(tableId), JSON.stringify(widths));
  } catch {
    // Storage is full or off; the widths last until the page is closed.
  }
}
