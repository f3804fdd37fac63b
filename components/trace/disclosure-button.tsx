import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface DisclosureButtonProps {
  open: boolean;
  onToggle: () => void;
  /** The id of the element that it shows and hides. */
  controls: string;
  className?: string;
  children: ReactNode;
}

/** A subtle button below a message that expands details. */
export function DisclosureButton({ open, onToggle, controls, className, children }: DisclosureButtonProps) {
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={controls}
      onClick={onToggle}
      className={cn(
        "inline-flex w-fit items-center gap-1 rounded-sm px-0.5 text-13 leading-5 font-medium text-muted-foreground focus-ring hover:text-foreground",
        className,
      )}
    >
      <ChevronRight aria-hidden className={cn("size-3.5 transition-transform", open && "rotate-90")} />
      {children}
    </button>
  );
}
