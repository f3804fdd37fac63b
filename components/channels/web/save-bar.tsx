"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { labelOfSection, partOfPath, parts } from "./draft/parts";
import type { WebDraft } from "./draft/web-draft";

interface SaveBarProps {
  changed: readonly (keyof WebDraft)[];
  faults: ReadonlyMap<string, string>;
  pending: boolean;
  /** Why the last save failed. */
  failure: string | null;
  save: () => Promise<void>;
  discard: () => void;
}

/** At the bottom of the window while something is not saved. */
export function SaveBar({ changed, faults, pending, failure, save, discard }: SaveBarProps) {
  if (changed.length === 0) return null;
  const [firstFault] = faults.keys();
  const problem = firstFault === undefined ? failure : `Fix what is marked in ${labelOf(firstFault)} to save.`;
  const names = [...new Set(changed.map(labelOfSection))];
  return (
    <div
      data-bottom-bar
      className="sticky bottom-3 z-10 flex flex-wrap items-center justify-between gap-3 rounded-xl border bg-card px-4 py-3 shadow-floating"
    >
      <output
        className={cn(
          "min-w-0 flex-1 text-13 leading-5",
          problem === null ? "text-muted-foreground" : "text-destructive-soft-foreground",
        )}
      >
        {problem ?? `Unsaved changes in ${new Intl.ListFormat("en").format(names)}`}
      </output>
      <div className="flex items-center gap-2">
        <Button variant="ghost" disabled={pending} onClick={discard}>
          Discard
        </Button>
        <Button pending={pending} disabled={firstFault !== undefined} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </div>
  );
}

function labelOf(path: string): string {
  return parts.find(({ id }) => id === partOfPath(path))?.label ?? "the form";
}
