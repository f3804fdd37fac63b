import { cn } from "@/components/ui/cn";
import type { ShownStep } from "./steps";

/** A line with a part for each step, filled as far as steps are done; words beside it say the same. */
export function GuideProgress({ steps, className }: { steps: readonly ShownStep[]; className?: string }) {
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <span aria-hidden className={cn("flex h-1 gap-1", className)}>
      {steps.map(({ step }, i) => (
        <span key={step} className={cn("flex-1 rounded-full", i < done ? "bg-primary" : "bg-border-strong")} />
      ))}
    </span>
  );
}
