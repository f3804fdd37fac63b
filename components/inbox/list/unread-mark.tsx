import { cn } from "@/components/ui/cn";

/** The number of unread messages. */
export function UnreadMark({ count, className }: { count: number; className?: string }) {
  return (
    <span
      className={cn(
        "flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-full bg-foreground px-1.5 text-12 leading-none font-semibold text-background tabular-nums",
        className,
      )}
    >
      <span className="sr-only">, </span>
      {count > 99 ? "99+" : count}
      <span className="sr-only"> unread</span>
    </span>
  );
}
