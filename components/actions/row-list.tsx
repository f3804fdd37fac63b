"use client";

import { useRef, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { fieldId } from "./form-field";
import { AddButton, RemoveButton } from "./row-buttons";
import { changeRow, removeRow } from "./rows";

interface RowListProps<T extends { key: string }> {
  /** "Query parameters". */
  title: string;
  /** Read out but not shown. */
  hidesTitle?: boolean;
  /** "query parameter". */
  what: string;
  hint?: string;
  /** Of the list: "steps.0.query". */
  path: string;
  rows: T[];
  max: number;
  /** The widths of a row's fields where there is room for them beside one another. */
  columns: string;
  newRow: () => T;
  /** The field of a new row that takes the focus: "name". */
  firstField: string;
  /** What a row is called where it is removed. */
  nameOf: (row: T) => string;
  onChange: (rows: T[]) => void;
  children: (row: T, index: number, change: (part: Partial<T>) => void) => ReactNode;
}

/** For the third field of a row: below the others where the panel that tries the action takes the room beside them. */
export const ownLine = "md:max-2xl:order-1 md:max-2xl:col-span-2 md:max-2xl:empty:hidden";

/** A list of rows of fields, with buttons that add and remove them. */
export function RowList<T extends { key: string }>({ title, what, path, rows, ...props }: RowListProps<T>) {
  const addButton = useRef<HTMLDivElement>(null);

  function add() {
    props.onChange([...rows, props.newRow()]);
    requestAnimationFrame(() =>
      document.getElementById(fieldId(`${path}.${rows.length}.${props.firstField}`))?.focus(),
    );
  }

  function remove(key: string) {
    props.onChange(removeRow(rows, key));
    addButton.current?.querySelector("button")?.focus();
  }

  return (
    <fieldset id={fieldId(path)} tabIndex={-1} className="grid min-w-0 gap-2 outline-none">
      <legend className={props.hidesTitle ? "sr-only" : "mb-1.5 text-sm leading-5 font-medium"}>{title}</legend>
      {props.hint && <p className="-mt-1.5 mb-0.5 text-[13px] leading-5 text-muted-foreground">{props.hint}</p>}
      {rows.map((row, index) => (
        <div
          key={row.key}
          className={cn(
            "grid grid-cols-[minmax(0,1fr)_auto] gap-2 max-md:rounded-lg max-md:border max-md:p-3",
            props.columns,
          )}
        >
          {props.children(row, index, (part) => props.onChange(changeRow(rows, row.key, part)))}
          <RemoveButton
            what={props.nameOf(row) === "" ? what : `${what} ${props.nameOf(row)}`}
            onClick={() => remove(row.key)}
            className="max-md:mt-6.5"
          />
        </div>
      ))}
      {rows.length < props.max && (
        <div ref={addButton}>
          <AddButton onClick={add}>{`Add ${what}`}</AddButton>
        </div>
      )}
    </fieldset>
  );
}
