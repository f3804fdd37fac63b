"use client";

import { X } from "lucide-react";
import { Dialog as DialogPrimitive } from "radix-ui";
import { type ComponentProps, useState } from "react";
import { cn } from "./cn";
import { DiscardQuestion } from "./discard-question";
import { IconButton } from "./icon-button";
import { keepOpenWhileComposing } from "./is-composing";
import { useTypedText } from "./typed-text";

/** A modal window: `open`/`onOpenChange`; contains a DialogTrigger and a DialogContent. */
export const Dialog = DialogPrimitive.Root;
export const DialogTrigger = DialogPrimitive.Trigger;
export const DialogClose = DialogPrimitive.Close;

const widths = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-2xl", xl: "sm:max-w-4xl" };

interface DialogContentProps extends ComponentProps<typeof DialogPrimitive.Content> {
  width?: keyof typeof widths;
}

/**
 * The window's content: a DialogHeader (always with a DialogTitle), a body and a DialogFooter. It scrolls if it is
 * tall. With text typed into its form, Escape, a click beside it and its X ask before they close it.
 */
export function DialogContent({ className, width = "md", children, ...props }: DialogContentProps) {
  const [isAsking, setAsking] = useState(false);
  const typed = useTypedText();
  function open(event: Event) {
    typed.forget();
    props.onOpenAutoFocus?.(event);
  }
  function askIfTyped(event: { defaultPrevented: boolean; preventDefault: () => void }) {
    if (event.defaultPrevented || !typed.isTyped()) return;
    event.preventDefault();
    setAsking(true);
  }
  function escape(event: KeyboardEvent) {
    keepOpenWhileComposing(event);
    askIfTyped(event);
  }
  return (
    <DialogPrimitive.Portal>
      <DialogOverlay />
      <DialogPrimitive.Content
        className={cn(
          "fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] -translate-x-1/2 -translate-y-1/2 gap-5 overflow-y-auto rounded-xl border bg-popover p-6 text-popover-foreground shadow-floating outline-none data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=closed]:zoom-out-98 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98",
          widths[width],
          className,
        )}
        onEscapeKeyDown={escape}
        onPointerDownOutside={askIfTyped}
        {...typed.boxProps}
        {...props}
        onOpenAutoFocus={open}
      >
        {children}
        <DialogPrimitive.Close asChild onClick={askIfTyped}>
          <IconButton label="Close" tooltip={false} size="sm" className="absolute top-4 right-4">
            <X />
          </IconButton>
        </DialogPrimitive.Close>
        <DiscardQuestion open={isAsking} onOpenChange={setAsking} returnFocusTo={typed.lastBox} />
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  );
}

/** The backdrop of a dialog or sheet. */
export function DialogOverlay() {
  return (
    <DialogPrimitive.Overlay className="fixed inset-0 z-50 bg-overlay data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0" />
  );
}

export function DialogHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("grid gap-1.5 pr-8", className)} {...props} />;
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof DialogPrimitive.Title>) {
  return <DialogPrimitive.Title className={cn("text-16 font-semibold", className)} {...props} />;
}

export function DialogDescription({ className, ...props }: ComponentProps<typeof DialogPrimitive.Description>) {
  return (
    <DialogPrimitive.Description className={cn("text-14 leading-6 text-muted-foreground", className)} {...props} />
  );
}

/** The buttons at the end, with the main one last. */
export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end", className)} {...props} />;
}
