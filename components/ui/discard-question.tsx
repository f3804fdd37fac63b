"use client";

import { Dialog as DialogPrimitive } from "radix-ui";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogTitle,
} from "./alert-dialog";
import { Button } from "./button";

interface DiscardQuestionProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The box to focus when it closes: a click beside the dialog has taken the focus from it. */
  returnFocusTo: () => HTMLElement | null;
}

/** Asks before the dialog around it closes with typed text. Keeping it returns the focus to the text. */
export function DiscardQuestion({ open, onOpenChange, returnFocusTo }: DiscardQuestionProps) {
  function returnFocus(event: Event) {
    event.preventDefault();
    returnFocusTo()?.focus();
  }
  return (
    <AlertDialog open={open} onOpenChange={onOpenChange}>
      <AlertDialogContent onCloseAutoFocus={returnFocus}>
        <div className="grid gap-1.5">
          <AlertDialogTitle>Discard what you typed?</AlertDialogTitle>
          <AlertDialogDescription>It is not saved yet.</AlertDialogDescription>
        </div>
        <AlertDialogFooter>
          <AlertDialogCancel asChild>
            <Button variant="outline">Keep editing</Button>
          </AlertDialogCancel>
          <DialogPrimitive.Close asChild>
            <Button variant="danger" onClick={() => onOpenChange(false)}>
              Discard
            </Button>
          </DialogPrimitive.Close>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
