"use client";

import { type DragEvent, type ReactNode, useRef, useState } from "react";

interface DropZoneProps {
  onFiles: (files: readonly File[]) => void;
  disabled: boolean;
  className?: string;
  children: ReactNode;
}

/** Accepts files dropped anywhere on it. Keyboard users have the button and pasting instead. */
export function DropZone({ onFiles, disabled, className, children }: DropZoneProps) {
  const [isOver, setOver] = useState(false);
  /** Nested elements fire enter and leave events in pairs, so count them. */
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
    // Otherwise the browser would open the file and leave the page.
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
        <div className="pointer-events-none absolute inset-2 z-10 flex items-center justify-center rounded-xl border-2 border-dashed border-primary bg-primary-soft/90 text-14 font-medium text-primary-soft-foreground">
          Drop the files to add them
        </div>
      )}
    </div>
  );
}
