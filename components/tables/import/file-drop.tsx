"use client";

import { FileUp } from "lucide-react";
import { type ChangeEvent, useId, useState } from "react";
import { cn } from "@/components/ui/cn";

interface FileDropProps {
  onFile: (file: File) => void;
}

/** Accepts one file, dropped or chosen with the button. */
export function FileDrop({ onFile }: FileDropProps) {
  const [isOver, setOver] = useState(false);
  const hint = useId();

  function choose(event: ChangeEvent<HTMLInputElement>) {
    const [file] = event.target.files ?? [];
    // Lets the same file be chosen again after it was corrected.
    event.target.value = "";
    if (file) onFile(file);
  }

  return (
    <label
      className={cn(
        "relative flex cursor-pointer flex-col items-center gap-1.5 rounded-xl border border-dashed border-border-strong px-6 py-14 text-center transition-colors hover:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
        isOver && "border-primary bg-primary-soft",
      )}
    >
      <span
        aria-hidden
        className="mb-2 flex size-11 items-center justify-center rounded-lg bg-secondary text-muted-foreground"
      >
        <FileUp className="size-5" />
      </span>
      <span className="text-16 font-semibold">
        <span className="text-primary underline underline-offset-4">Choose a file</span>
        <span className="pointer-coarse:hidden"> or drop it here</span>
      </span>
      <span id={hint} className="max-w-md text-14 leading-6 text-balance text-muted-foreground">
        CSV or XLSX, at most 30 MB and 100,000 rows. The first row holds the column names; of an XLSX file you can
        choose the sheet.
      </span>
      <input
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        aria-describedby={hint}
        onChange={choose}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        // Cover the whole zone: browsers accept a file dropped on their own input.
        className="absolute inset-0 cursor-pointer opacity-0"
      />
    </label>
  );
}
