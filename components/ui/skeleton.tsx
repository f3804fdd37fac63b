import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A grey placeholder for loading content, sized by className. Hidden from screen readers. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div aria-hidden className={cn("animate-pulse rounded-md bg-secondary", className)} {...props} />;
}
