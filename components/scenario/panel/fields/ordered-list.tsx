"use client";

import { Copy } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { fieldId } from "@/components/actions/fields/form-field";
import { MoveButtons, RemoveButton } from "@/components/actions/fields/row-buttons";
import { moveRow } from "@/components/actions/fields/rows";
import { IconButton } from "@/components/ui/icon-button";

interface OrderedListProps<T extends { id: string }> {
  /** The name of the list, for screen readers. */
  label: string;
  path: string;
  items: T[];
  readOnly: boolean;
  /** What an item is called in the labels of its buttons, such as "row 2 (One month)". */
  nameOf: (item: T, index: number) => string;
  /** The visible start of an item's first line. */
  renderTitle: (item: T, index: number) => ReactNode;
  /** Makes a copy; without it, items cannot be copied. */
  copyOf?: (item: T) => T;
  max: number;
  onChange: (items: T[]) => void;
  /** The controls that add an item. */
  adding: ReactNode;
  children: (item: T, index: number, change: (part: Partial<T>) => void) => ReactNode;
}

/**
 * A list of items with several fields each. Buttons, or Alt with an arrow key anywhere in an item, move it in place; the
 * focus stays where it is.
 */
export function OrderedList<T extends { id: string }>({ items, path, readOnly, ...props }: OrderedListProps<T>) {
  const list = useRef<HTMLOListElement>(null);
  const [news, setNews] = useState("");

  function move(from: number, by: -1 | 1) {
    const item = items[from];
    const moved = moveRow(items, from, from + by);
    if (!item || moved === items) return;
    const focused = document.activeElement;
    props.onChange(moved);
    setNews(`${props.nameOf(item, from)} is now ${from + by + 1} of ${items.length}.`);
    // The browser drops the focus of an element that is moved.
    requestAnimationFrame(() => focusMoved(list.current, item.id, focused));
  }

  function remove(index: number) {
    props.onChange(items.toSpliced(index, 1));
    requestAnimationFrame(() => focusAfterRemoval(list.current, index));
  }

  const moveByKey = useEffectEvent((event: KeyboardEvent) => {
    if (readOnly || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    const place = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-item]") : null;
    const index = items.findIndex(({ id }) => id === place?.dataset["item"]);
    if (index === -1) return;
    event.preventDefault();
    move(index, event.key === "ArrowUp" ? -1 : 1);
  });
  useEffect(() => {
    const element = list.current;
    const listen = (event: KeyboardEvent) => moveByKey(event);
    element?.addEventListener("keydown", listen);
    return () => element?.removeEventListener("keydown", listen);
  }, [list]);

  return (
    <div className="grid min-w-0 gap-2">
      <ol ref={list} id={fieldId(path)} aria-label={props.label} className="grid min-w-0 gap-2 empty:hidden">
        {items.map((item, index) => (
          <li key={item.id} data-item={item.id} className="min-w-0 rounded-lg border bg-card p-3">
            <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
              <legend className="sr-only">{props.nameOf(item, index)}</legend>
              <div className="-mt-1.5 -mr-1.5 flex min-h-8 min-w-0 items-center gap-1">
                <span className="flex min-w-0 flex-1 items-center gap-1.5 text-13 font-medium text-muted-foreground">
                  {props.renderTitle(item, index)}
                </span>
                {!readOnly && (
                  <ItemButtons
                    name={props.nameOf(item, index)}
                    index={index}
                    count={items.length}
                    onMove={(by) => move(index, by)}
                    onRemove={() => remove(index)}
                    {...(props.copyOf &&
                      items.length < props.max && {
                        onCopy: () => {
                          const copy = props.copyOf?.(item);
                          if (copy) props.onChange(items.toSpliced(index + 1, 0, copy));
                        },
                      })}
                  />
                )}
              </div>
              {props.children(item, index, (part) =>
                props.onChange(items.map((other) => (other.id === item.id ? { ...other, ...part } : other))),
              )}
            </fieldset>
          </li>
        ))}
      </ol>
      <output className="sr-only">{news}</output>
      {!readOnly && items.length < props.max && <div data-adding>{props.adding}</div>}
    </div>
  );
}

interface ItemButtonsProps {
  name: string;
  index: number;
  count: number;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  onCopy?: () => void;
}

function ItemButtons({ name, index, count, onMove, onRemove, onCopy }: ItemButtonsProps) {
  return (
    <div className="flex shrink-0 items-center">
      <MoveButtons what={name} index={index} count={count} onMove={onMove} />
      {onCopy && (
        <IconButton label={`Duplicate ${name}`} onClick={onCopy}>
          <Copy />
        </IconButton>
      )}
      <RemoveButton what={name} onClick={onRemove} />
    </div>
  );
}

/** Keeps the focus where it was, or on another button of the item if that one is disabled now. */
function focusMoved(list: HTMLElement | null, id: string, focused: Element | null): void {
  if (focused instanceof HTMLElement && !focused.matches(":disabled")) return focused.focus();
  list?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"] [data-move]:not(:disabled)`)?.focus();
}

/** Focuses the item that took the place of a removed one, or else what adds an item. */
function focusAfterRemoval(list: HTMLElement | null, index: number): void {
  const buttons = [...(list?.children ?? [])].map((item) => item.querySelector<HTMLElement>("[aria-label^='Remove ']"));
  const next =
    buttons[index] ?? buttons.at(-1) ?? list?.parentElement?.querySelector<HTMLElement>("[data-adding] button");
  next?.focus();
}
