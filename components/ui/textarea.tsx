"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";
import { inputStyles } from "./input";

/** A multi-line text box that grows with its text (if the browser can), up to `max-h-*` in className. */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  const wiring = useFieldControl(props);
  return (
    <textarea
      dir="auto"
      {...props}
      {...wiring}
      className={cn(inputStyles, "field-sizing-content min-h-20 resize-y read-only:bg-muted py-2 leading-6", className)}
    />
  );
}
