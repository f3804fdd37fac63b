import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface PageBodyProps {
  className?: string;
  children: ReactNode;
}

/**
 * The content of a page: the same left edge and width on every page and tab. It is a container, so that its children
 * can adapt to its width (`@2xl:…`), which is not the window's.
 */
export function PageBody({ className, children }: PageBodyProps) {
  return (
    <div className="page-x py-6 sm:py-8">
      <div className={cn("@container w-full max-w-page", className)}>{children}</div>
    </div>
  );
}
