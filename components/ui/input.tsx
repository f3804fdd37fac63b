"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";

/** The looks shared by all text boxes. */
export const inputStyles =
  "w-full min-w-0 rounded-lg border border-input bg-card px-3 text-16 text-foreground shadow-raised focus-edge transition-[border-color,outline-color] duration-100 placeholder:text-muted-foreground disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-destructive aria-invalid:focus-visible:outline-destructive md:text-14";

/** A one-line text box. A Field around it labels and describes it. */
export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  const wiring = useFieldControl(props);
  return (
    <input
      dir="auto"
      {...props}
      {...wiring}
      type={type}
      className={cn(inputStyles, "h-9 read-only:bg-muted", className)}
    />
  );
}
