import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A bordered surface for CardHeader, CardContent and CardFooter. */
export function Card({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn("flex min-w-0 flex-col rounded-xl border bg-card text-card-foreground shadow-raised", className)}
      {...props}
    />
  );
}

/** Title and description. */
export function CardHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("grid grid-cols-1 gap-1 p-5", className)} {...props} />;
}

export function CardTitle({ className, children, ...props }: ComponentProps<"h2">) {
  return (
    <h2 className={cn("text-16 font-semibold", className)} {...props}>
      {children}
    </h2>
  );
}

export function CardDescription({ className, ...props }: ComponentProps<"p">) {
  return <p className={cn("text-14 leading-6 text-muted-foreground", className)} {...props} />;
}

/** Comes after a CardHeader, which has the space above it. */
export function CardContent({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("px-5 pb-5", className)} {...props} />;
}

export function CardFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      // Toasts do not cover its buttons.
      data-bottom-bar
      className={cn(
        "mt-auto flex items-center justify-end gap-2 rounded-b-xl border-t bg-muted/50 px-5 py-3",
        className,
      )}
      {...props}
    />
  );
}
