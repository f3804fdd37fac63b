import { LoaderCircle } from "lucide-react";
import { cn } from "./cn";

/** A spinner. With a label it is announced; without one it is decorative. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  const circle = <LoaderCircle aria-hidden className={cn("size-4 animate-spin", className)} />;
  if (!label) return circle;
  return (
    <output className="inline-flex items-center gap-2 text-14 text-muted-foreground">
      {circle}
      {label}
    </output>
  );
}
