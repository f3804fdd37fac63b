"use client";

import { CircleAlert } from "lucide-react";
import { type FocusEvent, useId, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { ColumnType } from "@/server/schemas/table-column";
import { readTyped } from "./cell-value";

interface CellEditorProps {
  /** The column and row, for screen readers. */
  label: string;
  type: ColumnType;
  typed: string;
  error: string | null;
  /** True at the table's right edge, where the box grows to the left. */
  atEnd: boolean;
  onType: (typed: string) => void;
  /** Called when the focus moves elsewhere. */
  onLeave: (box: EventTarget) => void;
}

/** The text box over the cell that is being edited. The grid handles its keys. */
export function CellEditor({ label, type, typed, error, atEnd, onType, onLeave }: CellEditorProps) {
  const errorId = useId();
  // A date box can't show a text that is not a date, such as a pasted one that was rejected.
  const [asText] = useState(() => !readTyped(typed, { name: label, type }).ok);
  const shared = {
    ref: takeFocus,
    "aria-label": label,
    "aria-invalid": error !== null || undefined,
    "aria-describedby": error === null ? undefined : errorId,
    value: typed,
    // When another window takes the focus, keep the box open.
    onBlur: (event: FocusEvent) => document.hasFocus() && onLeave(event.target),
  };
  const box = cn(
    "block w-full bg-card px-2.5 text-16 text-foreground outline-2 -outline-offset-2 md:text-14",
    error === null ? "outline-ring" : "outline-destructive",
  );
  return (
    <div className={cn("absolute top-0 z-[11] min-w-full shadow-floating", atEnd ? "right-0" : "left-0")}>
      {type === "text" ? (
        <textarea
          {...shared}
          dir="auto"
          rows={1}
          onChange={(event) => onType(event.target.value)}
          className={cn(box, "field-sizing-content max-h-60 min-h-9 min-w-56 resize-none py-2 leading-5")}
        />
      ) : (
        <input
          {...shared}
          type={asText ? "text" : inputTypes[type]}
          inputMode={type === "number" ? "decimal" : undefined}
          step={type === "datetime" ? "any" : undefined}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onType(event.target.value)}
          className={cn(box, "h-9", type === "number" && "text-right tabular-nums")}
        />
      )}
      {error !== null && (
        <p
          id={errorId}
          role="alert"
          className="flex w-max max-w-72 items-start gap-1.5 border border-destructive/25 bg-destructive-soft px-2.5 py-1.5 text-13 leading-5 whitespace-normal text-destructive-soft-foreground"
        >
          <CircleAlert aria-hidden className="mt-0.75 size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}

const inputTypes: Record<Exclude<ColumnType, "text">, string> = {
  number: "text",
  boolean: "text",
  date: "date",
  datetime: "datetime-local",
};

/** Focuses the box when it appears, with the caret at the end. */
function takeFocus(box: HTMLInputElement | HTMLTextAreaElement | null): void {
  if (!box || document.activeElement === box) return;
  box.focus({ preventScroll: true });
  if (box instanceof HTMLTextAreaElement) box.setSelectionRange(box.value.length, box.value.length);
}
