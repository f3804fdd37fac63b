"use client";

import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { inboxKeys } from "./inbox-keys";

/** Lists the inbox's keys. */
export function KeysDialog({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent width="sm">
        <DialogHeader>
          <DialogTitle>Keys</DialogTitle>
          <DialogDescription>
            They change the selected conversations or, without a selection, the open one. They do nothing while you
            type.
          </DialogDescription>
        </DialogHeader>
        <dl className="grid gap-2 text-14">
          {inboxKeys.map(({ keys, text }) => (
            <div key={text} className="flex items-center justify-between gap-4">
              <dt>{text}</dt>
              <dd className="flex gap-1">
                {keys.map((key) => (
                  <kbd
                    key={key}
                    className="min-w-6 rounded-sm border bg-secondary px-1.5 text-center font-mono text-12"
                  >
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
