"use client";

import { Tabs as TabsPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { SCROLL_ROW } from "./scroll-row";
import { useScrollBox } from "./use-scroll-box";

/** Panels, one visible at a time: `value`/`onValueChange` or `defaultValue`. */
export const Tabs = TabsPrimitive.Root;

/** The row of tabs; scrolls sideways if it does not fit. */
export function TabsList({ className, ...props }: Omit<ComponentProps<typeof TabsPrimitive.List>, "ref">) {
  const row = useScrollBox<HTMLDivElement>();
  return (
    <div className={cn("shadow-[inset_0_-1px_0_var(--border)]", className)}>
      {/* What scrolls must be focusable, and the list is, not its tabs. */}
      <TabsPrimitive.List ref={row} className={cn(SCROLL_ROW, "gap-5")} {...props} />
    </div>
  );
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof TabsPrimitive.Trigger>) {
  return (
    <TabsPrimitive.Trigger
      className={cn(
        "inline-flex h-10 items-center gap-2 rounded-t-sm border-b-2 border-transparent text-14 font-medium whitespace-nowrap text-muted-foreground outline-2 -outline-offset-2 outline-transparent transition-colors hover:text-foreground focus-visible:outline-ring disabled:opacity-50 data-[state=active]:border-foreground data-[state=active]:text-foreground [&_svg]:size-4",
        className,
      )}
      {...props}
    />
  );
}

export function TabsContent({ className, ...props }: ComponentProps<typeof TabsPrimitive.Content>) {
  return <TabsPrimitive.Content className={cn("rounded-sm pt-6 focus-ring", className)} {...props} />;
}
