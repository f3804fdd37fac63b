"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useScrollBox } from "./use-scroll-box";

export const SCROLL_ROW = "flex min-w-0 overflow-x-auto fade-x [scrollbar-width:none]";

/** A row of links or tabs that scrolls sideways if it does not fit: it fades where it goes on, and shows its current item. */
export function ScrollRow({ className, ...props }: ComponentProps<"div">) {
  const row = useScrollBox<HTMLDivElement>();
  return <div ref={row} className={cn(SCROLL_ROW, className)} {...props} />;
}
