"use client";

import { Switch as SwitchPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";

/**
 * A switch that takes effect immediately: `checked`/`onCheckedChange`. For a value saved with a form, use a Checkbox.
 */
export function Switch({ className, ...props }: ComponentProps<typeof SwitchPrimitive.Root>) {
  const wiring = useFieldControl(props);
  return (
    <SwitchPrimitive.Root
      {...props}
      {...wiring}
      className={cn(
        "inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-transparent bg-input p-0.5 focus-ring transition-colors disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:bg-primary",
        className,
      )}
    >
      <SwitchPrimitive.Thumb className="block size-4 rounded-full bg-white shadow-sm transition-transform duration-150 data-[state=checked]:translate-x-3.75 data-[state=checked]:dark:bg-primary-foreground" />
    </SwitchPrimitive.Root>
  );
}
