"use client";

import { Tooltip as TooltipPrimitive } from "radix-ui";
import type { ComponentProps, FocusEvent, ReactNode } from "react";

/** Used once, at the root; lets neighbouring tooltips follow each other without a delay. */
export const TooltipProvider = TooltipPrimitive.Provider;

interface TooltipProps {
  content: ReactNode;
  side?: ComponentProps<typeof TooltipPrimitive.Content>["side"];
  /** The one element that the tooltip explains; it must be focusable. */
  children: ReactNode;
}

/** A short explanation on hover and focus. Never the only place for essential information. */
export function Tooltip({ content, side = "top", children }: TooltipProps) {
  return (
    <TooltipPrimitive.Root>
      <TooltipPrimitive.Trigger asChild onFocus={keepClosed}>
        {children}
      </TooltipPrimitive.Trigger>
      <TooltipPrimitive.Portal>
        <TooltipPrimitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-60 max-w-64 rounded-md bg-foreground px-2.5 py-1.5 text-12 leading-4 text-balance text-background data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=delayed-open]:animate-in data-[state=delayed-open]:fade-in-0"
        >
          {content}
        </TooltipPrimitive.Content>
      </TooltipPrimitive.Portal>
    </TooltipPrimitive.Root>
  );
}

/** A dialog that was opened by a click focuses its first button; the tooltip of that button would cover the text. */
function keepClosed(event: FocusEvent<HTMLElement>): void {
  if (!event.currentTarget.matches(":focus-visible")) event.preventDefault();
}
