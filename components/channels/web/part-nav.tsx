"use client";

import type { MouseEvent } from "react";
import { cn } from "@/components/ui/cn";
import { ScrollRow } from "@/components/ui/scroll-row";
import { type PartId, partOfPath, parts } from "./draft/parts";
import { addressOfPart, showPart } from "./draft/use-part";

interface PartNavProps {
  current: PartId;
  /** The paths of all faults; their parts are marked. */
  faultyPaths: readonly string[];
}

/** Links to the parts of the screen. Each has an address of its own. */
export function PartNav({ current, faultyPaths }: PartNavProps) {
  const faulty = new Set(faultyPaths.map(partOfPath));

  function follow(event: MouseEvent, part: PartId) {
    // A click with such a key opens a tab or window.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    showPart(part);
  }

  return (
    <nav aria-label="Settings of the channel" className="shadow-[inset_0_-1px_0_var(--border)]">
      <ScrollRow className="gap-5">
        {parts.map(({ id, label }) => (
          <a
            key={id}
            href={addressOfPart(id)}
            aria-current={id === current ? "page" : undefined}
            onClick={(event) => follow(event, id)}
            className={cn(
              "inline-flex h-10 shrink-0 items-center gap-1.5 rounded-t-sm border-b-2 border-transparent text-14 font-medium whitespace-nowrap text-muted-foreground outline-2 -outline-offset-2 outline-transparent transition-colors hover:text-foreground focus-visible:outline-ring",
              id === current && "border-primary text-foreground",
            )}
          >
            {label}
            {faulty.has(id) && (
              <>
                <span aria-hidden className="size-1.5 rounded-full bg-destructive" />
                <span className="sr-only">(has faults)</span>
              </>
            )}
          </a>
        ))}
      </ScrollRow>
    </nav>
  );
}
