import type { ReactNode } from "react";

interface ProgressProps {
  label: string;
  /** From 0 to 1. */
  share: number;
  children?: ReactNode;
}

/** A progress bar with a text. */
export function Progress({ label, share, children }: ProgressProps) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div className="grid gap-2.5 rounded-xl border bg-card p-5 shadow-raised">
      <div className="flex items-baseline justify-between gap-3 text-14">
        <span className="min-w-0 font-medium wrap-anywhere">{label}</span>
        <span className="text-muted-foreground tabular-nums">{percent} %</span>
      </div>
      <progress
        aria-label={label}
        max={100}
        value={percent}
        className="h-2 w-full appearance-none overflow-hidden rounded-full bg-secondary [&::-moz-progress-bar]:bg-foreground [&::-webkit-progress-bar]:bg-secondary [&::-webkit-progress-value]:bg-foreground"
      />
      {children && <div className="text-13 leading-5 text-muted-foreground">{children}</div>}
    </div>
  );
}
