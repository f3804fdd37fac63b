"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { LocalTime } from "@/components/ui/local-time";

interface SecretDialogProps {
  /** Null while the dialog is closed. */
  shown: { secret: string; previousUntil: string | null } | null;
  onClose: () => void;
}

/** Shows a new signing secret, once. */
export function SecretDialog({ shown, onClose }: SecretDialogProps) {
  return (
    <Dialog open={shown !== null} onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>The signing secret</DialogTitle>
          <DialogDescription>
            Your receiver checks with it that a request is from Parley. Copy it now: it is not shown again. If it is
            lost, rotate the secret.
          </DialogDescription>
        </DialogHeader>
        {shown && <CodeBlock title="PARLEY_WEBHOOK_SECRET" code={shown.secret} wrap />}
        {shown?.previousUntil && (
          <Alert tone="info">
            The previous secret also signs until <LocalTime at={shown.previousUntil} />. Put the new one into your
            receiver before then.
          </Alert>
        )}
        <DialogFooter>
          <Button onClick={onClose}>I have copied it</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
