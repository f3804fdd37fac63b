"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

interface SaveBarProps {
  isNew: boolean;
  isDirty: boolean;
  isSaving: boolean;
  /** Why the last save failed, if the cause is not a fault in the form. */
  failure: string | null;
  /** The number of faults from the last save that are not fixed yet. */
  faultCount: number;
  onSave: () => void;
  onDiscard: () => void;
}

/** A sticky bar at the bottom with the save state and the save button. */
export function SaveBar({ onSave, onDiscard, ...state }: SaveBarProps) {
  const { isNew, isDirty, isSaving } = state;
  const isIdle = !isDirty && !isSaving && !isNew;
  const saveButton = useRef<HTMLButtonElement>(null);

  function discard() {
    onDiscard();
    saveButton.current?.focus();
  }

  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center justify-between gap-3 border-t bg-card page-x py-3">
      <SaveState {...state} />
      <div className="flex items-center gap-2">
        {isDirty && !isNew && (
          <Button variant="ghost" onClick={discard} disabled={isSaving}>
            Discard
          </Button>
        )}
        <Button
          ref={saveButton}
          pending={isSaving}
          // Not `disabled`, because a disabled button would lose the focus after a save.
          {...(isIdle && { "aria-disabled": true })}
          aria-keyshortcuts="Control+S Meta+S"
          onClick={isIdle ? undefined : onSave}
        >
          {isNew ? "Create action" : "Save"}
        </Button>
      </div>
    </div>
  );
}

function SaveState({ isNew, isDirty, failure, faultCount }: Omit<SaveBarProps, "onSave" | "onDiscard">) {
  const problem = failure ?? (faultCount > 0 ? `Not saved: ${faultCount} to fix` : null);
  const state = isDirty ? "Unsaved changes" : isNew ? "Nothing to save yet" : "All changes saved";
  return (
    <output
      className={cn(
        "min-w-0 flex-1 text-13 break-words",
        problem === null ? "text-muted-foreground" : "text-destructive-soft-foreground",
      )}
    >
      {problem ?? state}
    </output>
  );
}
