"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Button } from "./button";
import { cn } from "./cn";

interface FoldedPartProps {
  label: ReactNode;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A part of a form that few people need, behind a button that opens it. */
export function FoldedPart({ label, isOpen, onToggle, children }: FoldedPartProps) {
  const region = useId();
  return (
    <div className="grid min-w-0 gap-5">
      <Button
        variant="ghost"
        size="sm"
        aria-expanded={isOpen}
        aria-controls={region}
        onClick={() => onToggle(!isOpen)}
        className="-ml-2 w-fit px-2"
      >
        <ChevronRight aria-hidden className={cn("transition-transform", isOpen && "rotate-90")} />
        {label}
      </Button>
      <div id={region} hidden={!isOpen} className={cn("min-w-0 gap-5", isOpen && "grid")}>
        {children}
      </div>
    </div>
  );
}
