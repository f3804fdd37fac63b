import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface PageBodyProps {
  /** `narrow` is for forms and text, `full` uses the whole window. All start at the same left edge. */
  width?: "narrow" | "normal" | "full";
  className?: string;
  children: ReactNode;
}

/** The padding and width of a page in the shell. */
export function PageBody({ width = "normal", className, children }: PageBodyProps) {
  return (
    <div className={cn("mx-auto w-full px-4 py-6 sm:px-8 sm:py-10", width !== "full" && "max-w-6xl", className)}>
      {width === "narrow" ? <div className="max-w-3xl">{children}</div> : children}
    </div>
  );
}
