"use client";

import { ChevronRight } from "lucide-react";
import { useContext, useId, type ReactNode } from "react";
import { isWithin } from "@/components/actions/faults/fault";
import { FaultContext } from "@/components/actions/fields/form-field";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { usePanel } from "./panel-context";

interface PanelSectionProps {
  title: string;
  /** What the section contains, in a few words; shown when it is folded. */
  summary: string;
  /** The parts of the interaction that it edits. */
  parts: readonly string[];
  isOpen: boolean;
  onToggle: () => void;
  children: ReactNode;
}

/** A part of the side panel that folds to its title and summary. */
export function PanelSection({ title, summary, parts, isOpen, onToggle, children }: PanelSectionProps) {
  const region = useId();
  const { readOnly } = usePanel();
  const { faults } = useContext(FaultContext);
  const count = faults.filter(({ path }) => parts.some((part) => isWithin(path, part))).length;
  return (
    <section aria-label={title} className="min-w-0 border-b last:border-b-0">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={region}
          onClick={onToggle}
          className="flex min-h-11 w-full min-w-0 items-center gap-2 px-4 py-2 text-left outline-2 -outline-offset-2 outline-transparent hover:bg-muted focus-visible:outline-ring"
        >
          <ChevronRight
            aria-hidden
            className={cn("size-4 shrink-0 text-muted-foreground transition-transform", isOpen && "rotate-90")}
          />
          <span className="shrink-0 text-14 font-semibold">{title}</span>
          {!isOpen && <span className="min-w-0 flex-1 truncate text-13 text-muted-foreground">{summary}</span>}
          {!isOpen && count > 0 && (
            <Badge tone="warning" className="ml-auto shrink-0">
              {count} to correct
            </Badge>
          )}
        </button>
      </h3>
      <div id={region} hidden={!isOpen} className="min-w-0 px-4 pt-1 pb-5">
        {isOpen && (
          <fieldset disabled={readOnly} className="min-w-0">
            <legend className="sr-only">{title}</legend>
            {children}
          </fieldset>
        )}
      </div>
    </section>
  );
}
