import type { ReactNode } from "react";
import { cn } from "./cn";

interface EmptyStateProps {
  /** A lucide icon element. */
  icon: ReactNode;
  title: string;
  /** What this list is for, and what to do first. */
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** Shown by an empty list, always with a next step. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        "flex flex-col items-center rounded-xl border border-dashed border-border-strong px-6 py-14 text-center",
        className,
      )}
    >
      <div
        aria-hidden
        className="mb-4 flex size-11 items-center justify-center rounded-lg bg-secondary text-muted-foreground [&_svg]:size-5"
      >
        {icon}
      </div>
      <h2 className="text-16 font-semibold">{title}</h2>
      <div className="mt-1.5 max-w-md text-14 leading-6 text-balance text-muted-foreground">{children}</div>
      {action && <div className="mt-6 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
