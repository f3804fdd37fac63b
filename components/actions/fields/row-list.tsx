"use client";

import { CircleAlert } from "lucide-react";
import { useContext, useRef, useState, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { FaultContext, fieldId } from "./form-field";
import { AddButton, MoveButtons, RemoveButton } from "./row-buttons";
import { changeRow, moveRow, removeRow } from "./rows";

interface RowListProps<T extends { key: string }> {
  /** The heading of the list, such as "Query parameters". */
  title: string;
  /** Show the title to screen readers only. */
  hidesTitle?: boolean;
  /** The singular name of a row, such as "query parameter". */
  what: string;
  hint?: string;
  /** The path of the list, such as "steps.0.query". */
  path: string;
  rows: T[];
  max: number;
  /** The grid columns of a row on wide screens. Framed rows have none. */
  columns?: string;
  newRow: () => T;
  /** The field to focus in a new row, such as "name". */
  firstField: string;
  /** The row's name in the labels of its move and remove buttons. */
  nameOf: (row: T) => string;
  /** Rows can be moved, because their order matters. */
  isOrdered?: boolean;
  /** Each row takes several lines: show it in a frame, with its buttons above its fields. */
  isFramed?: boolean;
  onChange: (rows: T[]) => void;
  children: (row: T, index: number, change: (part: Partial<T>) => void) => ReactNode;
}

/** Classes for a row's third field: it wraps below the others where the trial panel leaves too little width. */
export const ownLine = "md:max-2xl:order-1 md:max-2xl:col-span-2 md:max-2xl:empty:hidden";

/** A list of rows of fields, with buttons that add, move and remove them. */
export function RowList<T extends { key: string }>({ title, what, path, rows, ...props }: RowListProps<T>) {
  const list = useRef<HTMLFieldSetElement>(null);
  const addButton = useRef<HTMLDivElement>(null);
  const [announcement, setAnnouncement] = useState("");
  const calledAt = (row: T, index: number) =>
    `${what} ${props.nameOf(row) || (props.isOrdered ? index + 1 : "")}`.trim();

  function add() {
    props.onChange([...rows, props.newRow()]);
    requestAnimationFrame(() =>
      document.getElementById(fieldId(`${path}.${rows.length}.${props.firstField}`))?.focus(),
    );
  }

  function remove(key: string) {
    props.onChange(removeRow(rows, key));
    // At the maximum number of rows, the button only appears with the next render.
    requestAnimationFrame(() => addButton.current?.querySelector("button")?.focus());
  }

  function move(row: T, from: number, by: -1 | 1) {
    props.onChange(moveRow(rows, from, from + by));
    setAnnouncement(`${calledAt(row, from)} is now ${from + by + 1} of ${rows.length}.`);
    requestAnimationFrame(() => focusMoveButton(list.current, row.key, by));
  }

  function buttonsOf(row: T, index: number) {
    const name = calledAt(row, index);
    const onRemove = () => remove(row.key);
    if (!props.isOrdered) return <RemoveButton what={name} onClick={onRemove} className="max-md:mt-6.5" />;
    return (
      <div
        className={cn(
          "flex items-center justify-end",
          props.isFramed ? "-mt-1.5 -mr-1.5" : "max-md:order-last max-md:col-span-2",
        )}
      >
        {props.isFramed && (
          <span aria-hidden className="flex-1 text-13 font-medium text-muted-foreground first-letter:uppercase">
            {`${what} ${index + 1}`}
          </span>
        )}
        <MoveButtons what={name} index={index} count={rows.length} onMove={(by) => move(row, index, by)} />
        <RemoveButton what={name} onClick={onRemove} />
      </div>
    );
  }

  return (
    <fieldset ref={list} id={fieldId(path)} tabIndex={-1} className="grid min-w-0 gap-2 outline-none">
      <legend className={props.hidesTitle ? "sr-only" : "mb-1.5 text-14 leading-5 font-medium"}>{title}</legend>
      {props.hint && <p className="-mt-1.5 mb-0.5 text-13 leading-5 text-muted-foreground">{props.hint}</p>}
      {rows.map((row, index) => (
        <RowFrame
          key={row.key}
          rowKey={row.key}
          columns={props.columns}
          title={props.isFramed ? `${what} ${index + 1}` : null}
        >
          {props.isFramed && buttonsOf(row, index)}
          {props.children(row, index, (part) => props.onChange(changeRow(rows, row.key, part)))}
          {!props.isFramed && buttonsOf(row, index)}
        </RowFrame>
      ))}
      <ListFault path={path} />
      {props.isOrdered && <output className="sr-only">{announcement}</output>}
      {rows.length < props.max && (
        <div ref={addButton}>
          <AddButton onClick={add}>{`Add ${what}`}</AddButton>
        </div>
      )}
    </fieldset>
  );
}

interface RowFrameProps {
  rowKey: string;
  columns: string | undefined;
  /** The title of a framed row; null for a row without a frame. */
  title: string | null;
  children: ReactNode;
}

function RowFrame({ rowKey, columns, title, children }: RowFrameProps) {
  if (title !== null) {
    return (
      <fieldset
        data-row={rowKey}
        aria-label={title}
        className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2 rounded-lg border p-3"
      >
        {children}
      </fieldset>
    );
  }
  return (
    <div
      data-row={rowKey}
      className={cn("grid grid-cols-[minmax(0,1fr)_auto] gap-2 max-md:rounded-lg max-md:border max-md:p-3", columns)}
    >
      {children}
    </div>
  );
}

/** The fault of the list as a whole, such as a missing row. */
function ListFault({ path }: { path: string }) {
  const { faults, showAll } = useContext(FaultContext);
  const fault = faults.find((fault) => fault.path === path);
  if (!fault || !showAll) return null;
  return (
    <p className="flex items-start gap-1.5 text-13 leading-5 text-destructive-soft-foreground">
      <CircleAlert aria-hidden className="mt-0.75 size-3.5 shrink-0" />
      {fault.message}
    </p>
  );
}

/** Keeps the focus on the button that moved the row, or on the opposite one if it is now disabled. */
function focusMoveButton(list: HTMLElement | null, key: string, by: -1 | 1): void {
  const buttons = [...(list?.querySelectorAll<HTMLButtonElement>(`[data-row="${key}"] > div > [data-move]`) ?? [])];
  const wanted = buttons.find((button) => button.dataset["move"] === String(by));
  (wanted?.disabled ? buttons.find((button) => !button.disabled) : wanted)?.focus();
}
