"use client";

import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { BlockRefusal } from "./use-block-edits";

interface PasteRefusalProps {
  refusal: BlockRefusal;
  onClose: () => void;
  returnFocusTo: () => HTMLElement | null;
}

/** Says why a block was not pasted, and names the cells that don't fit. */
export function PasteRefusal({ refusal: { message, faults, faultCount }, onClose, returnFocusTo }: PasteRefusalProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          returnFocusTo()?.focus();
        }}
      >
        <DialogHeader>
          <DialogTitle>Nothing was pasted</DialogTitle>
          <DialogDescription>{message}</DialogDescription>
        </DialogHeader>
        {faults.length > 0 && (
          <ul aria-label="Cells that don't fit" className="grid gap-1.5 text-14">
            {[...faults.entries()].map(([position, fault]) => (
              <li key={position} className="wrap-anywhere">
                <span className="font-medium">Row {fault.row.toLocaleString("en")}:</span> {fault.message}
              </li>
            ))}
            {faultCount > faults.length && <li>And {(faultCount - faults.length).toLocaleString("en")} more.</li>}
          </ul>
        )}
        <DialogFooter>
          <DialogClose asChild>
            <Button>Close</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
