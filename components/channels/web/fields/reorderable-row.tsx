"use client";

import { type ReactNode, useRef } from "react";
import { MoveButtons, RemoveButton } from "@/components/actions/fields/row-buttons";
import { moveRow } from "./move-row";

interface ReorderableRowProps<T> {
  /** The singular name of a row, such as "question". */
  what: string;
  index: number;
  rows: readonly T[];
  onChange: (rows: T[]) => void;
  children: ReactNode;
}

/** A framed row of a list, with buttons that move and remove it. */
export function ReorderableRow<T>({ what, index, rows, onChange, children }: ReorderableRowProps<T>) {
  const frame = useRef<HTMLFieldSetElement>(null);
  const name = `${what} ${index + 1}`;

  function move(by: -1 | 1) {
    onChange(moveRow(rows, index, by));
    const target = by === -1 ? frame.current?.previousElementSibling : frame.current?.nextElementSibling;
    // The focus goes with the row; at the end of the list its button is disabled.
    requestAnimationFrame(() => {
      const buttons = [...(target?.querySelectorAll<HTMLButtonElement>("[data-move]") ?? [])];
      const wanted = buttons.find((button) => button.dataset["move"] === String(by));
      (wanted?.disabled ? buttons.find((button) => !button.disabled) : wanted)?.focus();
    });
  }

  return (
    <fieldset
      ref={frame}
      aria-label={name}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 rounded-lg border p-3.5"
    >
      <div className="-mt-1.5 -mr-1.5 flex items-center justify-end">
        <span aria-hidden className="flex-1 text-13 font-medium text-muted-foreground first-letter:uppercase">
          {name}
        </span>
        <MoveButtons what={name} index={index} count={rows.length} onMove={move} />
        <RemoveButton what={name} onClick={() => onChange(rows.filter((_, at) => at !== index))} />
      </div>
      {children}
    </fieldset>
  );
}
