import type { ReactNode } from "react";

interface TraceRowProps {
  icon: ReactNode;
  title: ReactNode;
  badge?: ReactNode;
  bar?: ReactNode;
  children?: ReactNode;
}

/** An entry on the vertical line of the trace. On phones its details use the full width. */
export function TraceRow({ icon, title, badge, bar, children }: TraceRowProps) {
  return (
    <div className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-2.5 wrap-anywhere">
      <span
        aria-hidden
        className="z-10 flex size-6 items-center justify-center rounded-full border bg-card text-muted-foreground [&_svg]:size-3.5"
      >
        {icon}
      </span>
      <div className="grid min-w-0 gap-1">
        <div className="flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {title}
          {badge}
        </div>
        {bar}
        {children}
      </div>
    </div>
  );
}
