"use client";

import type { KeyboardEvent, MouseEvent, PointerEvent, Ref } from "react";
import { MAX_WIDTH, MIN_WIDTH } from "./use-column-widths";

interface ResizeHandleProps {
  ref: Ref<HTMLDivElement>;
  /** The column's name. */
  name: string;
  width: number;
  onResize: (width: number) => void;
  /** Makes the column as wide as its contents. */
  onFit: () => void;
  /** Called when a keyboard user is done. */
  onDone: () => void;
}

/**
 * The edge of a column, which changes its width: by dragging, by a double click, or by keys. It is no tab stop of its
 * own, as a table has up to 200 columns; the column's menu moves the focus to it.
 */
export function ResizeHandle({ ref, ...handle }: ResizeHandleProps) {
  return (
    <div
      ref={ref}
      {...separatorOf(handle)}
      className="absolute top-0 -right-1 z-10 h-full w-2 cursor-col-resize touch-none outline-none hover:bg-ring/40 focus-visible:bg-ring"
    />
  );
}

/** An edge that can be moved is a separator with a value. */
function separatorOf({ name, width, onResize, onFit, onDone }: Omit<ResizeHandleProps, "ref">) {
  return {
    role: "separator",
    "aria-orientation": "vertical",
    "aria-label": `Width of ${name}`,
    "aria-valuemin": MIN_WIDTH,
    "aria-valuemax": MAX_WIDTH,
    "aria-valuenow": width,
    "aria-valuetext": `${width} pixels`,
    tabIndex: -1,
    onPointerDown: (event: PointerEvent<HTMLElement>) => pull(event, width, onResize),
    // A click on a header's cell would move the cursor there.
    onClick: (event: MouseEvent) => event.stopPropagation(),
    onDoubleClick: onFit,
    onKeyDown(event: KeyboardEvent) {
      const wanted = widthAfter(event, width);
      const isDone = event.key === "Enter" || event.key === "Escape";
      if (wanted === null && !isDone) return;
      event.preventDefault();
      event.stopPropagation();
      if (wanted === null) onDone();
      else onResize(wanted);
    },
  } as const;
}

function pull(event: PointerEvent<HTMLElement>, width: number, onResize: (width: number) => void) {
  event.preventDefault();
  event.stopPropagation();
  const handle = event.currentTarget;
  const from = event.clientX;
  handle.setPointerCapture(event.pointerId);
  handle.addEventListener("pointermove", follow);
  handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", follow), {
    once: true,
  });
  function follow(moved: globalThis.PointerEvent) {
    onResize(width + moved.clientX - from);
  }
}

const STEP = 8;
const LARGE_STEP = 40;

/** The width after a key press; null if the key does not change it. */
function widthAfter({ key, shiftKey }: KeyboardEvent, width: number): number | null {
  const step = shiftKey ? LARGE_STEP : STEP;
  if (key === "ArrowLeft") return width - step;
  if (key === "ArrowRight") return width + step;
  if (key === "Home") return MIN_WIDTH;
  return key === "End" ? MAX_WIDTH : null;
}
