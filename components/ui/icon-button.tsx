"use client";

import { Button, type ButtonProps } from "./button";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

const sizes = { sm: "size-8 px-0", md: "size-9 px-0", lg: "size-11 px-0" };

interface IconButtonProps extends Omit<ButtonProps, "asChild" | "aria-label"> {
  /** The action, read by screen readers and shown as a tooltip. */
  label: string;
  /** False if a visible label is beside the button. */
  tooltip?: boolean;
}

/** A square button with one icon. */
export function IconButton({ label, tooltip = true, variant = "ghost", size, className, ...props }: IconButtonProps) {
  const button = (
    <Button
      variant={variant}
      size={size}
      aria-label={label}
      className={cn(sizes[size ?? "md"], "text-muted-foreground hover:text-foreground", className)}
      {...props}
    />
  );
  return tooltip ? <Tooltip content={label}>{button}</Tooltip> : button;
}
