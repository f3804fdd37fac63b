"use client";

import { CircleAlert } from "lucide-react";
import { useContext, useRef, useState, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { FaultContext, fieldId } from "./form-field";
import { AddButton, MoveButtons, RemoveButton } from "./row-buttons";
import { changeRow, moveRow, removeRow } from "./rows";

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
  /** The widths of a row's fields where there is room for them beside one another; a framed row has none. */
  columns?: string;
  newRow: () => T;
  /** The field of a new row that takes the focus: "name". */
  firstField: string;
  /** What a row is called where it is moved or removed. */
  nameOf: (row: T) => string;
  /** The order matters, so rows can be moved. */
  isOrdered?: boolean;
  /** A row takes several lines, so each is a group in a frame, with its buttons above its fields. */
  isFramed?: boolean;
  onChange: (rows: T[]) => void;
  children: (row: T, index: number, change: (part: Partial<T>) => void) => ReactNode;
}

/** For the third field of a row: below the others where the panel that tries the action takes the room beside them. */
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
    // At the limit of rows the button is not there yet.
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
          <span aria-hidden className="flex-1 text-[13px] font-medium text-muted-foreground first-letter:uppercase">
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
      <legend className={props.hidesTitle ? "sr-only" : "mb-1.5 text-sm leading-5 font-medium"}>{title}</legend>
      {props.hint && <p className="-mt-1.5 mb-0.5 text-[13px] leading-5 text-muted-foreground">{props.hint}</p>}
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
  /** The name of a framed row; null: the row has no frame. */
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

/** What is wrong with the list as a whole, such as that it is empty. */
function ListFault({ path }: { path: string }) {
  const { faults, showAll } = useContext(FaultContext);
  const fault = faults.find((fault) => fault.path === path);
  if (!fault || !showAll) return null;
  return (
    <p className="flex items-start gap-1.5 text-[13px] leading-5 text-destructive-soft-foreground">
      <CircleAlert aria-hidden className="mt-0.75 size-3.5 shrink-0" />
      {fault.message}
    </p>
  );
}

/** Keeps the focus on the button that moved a row; at the list's end on the other one. */
function focusMoveButton(list: HTMLElement | null, key: string, by: -1 | 1): void {
  const buttons = [...(list?.querySelectorAll<HTMLButtonElement>(`[data-row="${key}"] > div > [data-move]`) ?? [])];
  const wanted = buttons.find((button) => button.dataset["move"] === String(by));
  (wanted?.disabled ? buttons.find((button) => !button.disabled) : wanted)?.focus();
}
