"use client";

import { FileUp } from "lucide-react";
import { type ChangeEvent, useId, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { ACCEPTED, ACCEPTED_TEXT } from "./upload-file";

interface FilesDialogProps {
  onClose: () => void;
  onFiles: (files: readonly File[], isReviewed: boolean) => void;
  returnFocusTo: () => HTMLElement | null;
}

/** Chooses files to add; their progress is shown on the page. */
export function FilesDialog({ onClose, onFiles, returnFocusTo }: FilesDialogProps) {
  const [isReviewed, setReviewed] = useState(false);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          returnFocusTo()?.focus();
        }}
      >
        <DialogHeader>
          <DialogTitle>Add files</DialogTitle>
          <DialogDescription>
            Each file becomes a source of its own. You can see and edit what was read.
          </DialogDescription>
        </DialogHeader>
        <Field
          layout="inline"
          label="Check the text before bots use it"
          hint="The files are read, but stay switched off until you switch them on."
        >
          <Checkbox checked={isReviewed} onCheckedChange={(checked) => setReviewed(checked === true)} />
        </Field>
        <FilesDrop
          onFiles={(files) => {
            onFiles(files, isReviewed);
            onClose();
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

function FilesDrop({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const [isOver, setOver] = useState(false);
  const hint = useId();

  function choose(event: ChangeEvent<HTMLInputElement>) {
    const files = [...(event.target.files ?? [])];
    // Lets the same file be chosen again after it was corrected.
    event.target.value = "";
    if (files.length > 0) onFiles(files);
  }

  return (
    <label
      className={cn(
        "relative flex cursor-pointer flex-col items-center gap-1.5 rounded-xl border border-dashed border-border-strong px-6 py-10 text-center transition-colors hover:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
        isOver && "border-primary bg-primary-soft",
      )}
    >
      <span
        aria-hidden
        className="mb-2 flex size-11 items-center justify-center rounded-lg bg-secondary text-muted-foreground"
      >
        <FileUp className="size-5" />
      </span>
      <span className="text-14 font-semibold">
        <span className="text-primary underline underline-offset-4">Choose files</span>
        <span className="pointer-coarse:hidden"> or drop them here</span>
      </span>
      <span id={hint} className="max-w-md text-13 leading-5 text-balance text-muted-foreground">
        {ACCEPTED_TEXT}, at most 50 MB and 2,000 pages each. Scanned pages have no text that could be read.
      </span>
      <input
        type="file"
        multiple
        accept={ACCEPTED}
        aria-describedby={hint}
        onChange={choose}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        // Cover the whole zone: browsers accept files dropped on their own input.
        className="absolute inset-0 cursor-pointer opacity-0"
      />
    </label>
  );
}
