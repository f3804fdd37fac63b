"use client";

import { type DragEvent, type ReactNode, useRef, useState } from "react";

interface DropZoneProps {
  onFiles: (files: readonly File[]) => void;
  disabled: boolean;
  className?: string;
  children: ReactNode;
}

/** Takes files that are dropped anywhere on it; the button and pasting do the same from the keyboard. */
export function DropZone({ onFiles, disabled, className, children }: DropZoneProps) {
  const [isOver, setOver] = useState(false);
  /** Enters and leaves of the elements inside come in pairs. */
  const depth = useRef(0);

  function track(event: DragEvent, step: 1 | -1) {
    if (disabled || !event.dataTransfer.types.includes("Files")) return;
    depth.current += step;
    setOver(depth.current > 0);
  }

  function drop(event: DragEvent) {
    depth.current = 0;
    setOver(false);
    if (event.dataTransfer.files.length === 0) return;
    // Else the browser would open the file in the inbox's place.
    event.preventDefault();
    if (!disabled) onFiles([...event.dataTransfer.files]);
  }

  return (
    <div
      role="presentation"
      className={className}
      onDragEnter={(event) => track(event, 1)}
      onDragLeave={(event) => track(event, -1)}
      onDragOver={(event) => event.dataTransfer.types.includes("Files") && event.preventDefault()}
      onDrop={drop}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-2 z-10 flex items-center justify-center rounded-xl border-2 border-dashed border-primary bg-primary-soft/90 text-sm font-medium text-primary-soft-foreground">
          Drop the files to add them
        </div>
      )}
    </div>
  );
}
