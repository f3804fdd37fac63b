import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

const tones = {
  info: { box: "bg-info-soft text-info-soft-foreground border-info/25", icon: Info },
  success: { box: "bg-success-soft text-success-soft-foreground border-success/25", icon: CircleCheck },
  warning: { box: "bg-warning-soft text-warning-soft-foreground border-warning/35", icon: TriangleAlert },
  danger: { box: "bg-destructive-soft text-destructive-soft-foreground border-destructive/25", icon: CircleAlert },
};

interface AlertProps {
  tone?: keyof typeof tones;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** A notice in the page. Screen readers announce `danger` immediately, and read the others in order. */
export function Alert({ tone = "info", title, children, action, className }: AlertProps) {
  const { box, icon: Icon } = tones[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "note"}
      className={cn("flex items-start gap-3 rounded-lg border px-3.5 py-3 text-14 leading-5", box, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-1 wrap-anywhere">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={cn(title && "opacity-90")}>{children}</div>}
      </div>
      {action && <div className="shrink-0">{action}</div>}
    </div>
  );
}
