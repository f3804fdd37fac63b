"use client";

import { Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";

interface ShownRecoveryCodesProps {
  codes: readonly string[];
  title: string;
  onClose: () => void;
}

/** Shows recovery codes once, to copy or to save as a file. */
export function ShownRecoveryCodes({ codes, title, onClose }: ShownRecoveryCodesProps) {
  const router = useRouter();
  function close() {
    onClose();
    router.refresh();
  }
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      {/* Nothing but a button closes it, because the codes are not shown again. */}
      <DialogContent
        onEscapeKeyDown={(event) => event.preventDefault()}
        onPointerDownOutside={(event) => event.preventDefault()}
      >
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>
            Keep these recovery codes where you keep passwords. Each signs you in once if you do not have your app. They
            are not shown again.
          </DialogDescription>
        </DialogHeader>
        <ul
          aria-label="Recovery codes"
          className="grid gap-x-6 gap-y-1.5 rounded-lg border bg-muted/50 p-4 font-mono text-14 sm:grid-cols-2"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <DialogFooter>
          <CopyButton text={codes.join("\n")} label="Copy" />
          <Button variant="outline" asChild>
            <a href={fileOf(codes)} download="parley-recovery-codes.txt">
              <Download aria-hidden /> Download
            </a>
          </Button>
          <Button onClick={close}>Done</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function fileOf(codes: readonly string[]): string {
  const text = `Recovery codes for Parley (${window.location.host}). Each works once.\n\n${codes.join("\n")}\n`;
  return `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
}
