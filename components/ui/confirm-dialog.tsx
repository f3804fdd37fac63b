"use client";

import { type ReactNode, useState } from "react";
import { Alert } from "./alert";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "./alert-dialog";
import { messageOf } from "./apply-server-error";
import { Button } from "./button";

interface ConfirmDialogProps {
  /** The button that opens it. Leave it out to control `open` instead, e.g. from a menu item. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The question: "Delete Order desk?" */
  title: string;
  /** The consequences, and whether they can be undone. */
  description: ReactNode;
  /** The verb, never "OK": "Delete bot". */
  confirmLabel: string;
  danger?: boolean;
  /** The dialog closes when this resolves. When it rejects, the dialog stays and shows the error's message. */
  onConfirm: () => Promise<unknown>;
  /** The element to focus when it closes; needed without a trigger, since a menu item no longer exists then. */
  returnFocusTo?: () => HTMLElement | null;
}

/** Confirms an action that is hard to undo, and shows its progress and failure. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [openInside, setOpenInside] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();

  function setOpen(open: boolean) {
    setFailure(undefined);
    setOpenInside(open);
    props.onOpenChange?.(open);
  }

  function returnFocus(event: Event) {
    const target = props.returnFocusTo?.();
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  async function confirm() {
    setPending(true);
    setFailure(undefined);
    try {
      await props.onConfirm();
      setOpen(false);
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setPending(false);
    }
  }

  return (
    <AlertDialog open={props.open ?? openInside} onOpenChange={setOpen}>
      {props.trigger && <AlertDialogTrigger asChild>{props.trigger}</AlertDialogTrigger>}
      <AlertDialogContent onCloseAutoFocus={returnFocus}>
        <div className="grid gap-1.5">
          <AlertDialogTitle>{props.title}</AlertDialogTitle>
          <AlertDialogDescription asChild>
            <div>{props.description}</div>
          </AlertDialogDescription>
        </div>
        {failure && <Alert tone="danger">{failure}</Alert>}
        <AlertDialogFooter>
          <AlertDialogCancel asChild>
            <Button variant="outline">Cancel</Button>
          </AlertDialogCancel>
          <Button variant={props.danger ? "danger" : "primary"} pending={pending} onClick={confirm}>
            {props.confirmLabel}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
