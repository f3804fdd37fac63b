"use client";

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
  /** Brings back the discarded changes; null if there are none. */
  onUndo: (() => void) | null;
}

/** A sticky bar at the bottom with the save state and the save button. */
export function SaveBar({ onSave, onDiscard, ...state }: SaveBarProps) {
  const { isNew, isDirty, isSaving, onUndo } = state;
  const isIdle = !isDirty && !isSaving && !isNew;
  return (
    <div data-bottom-bar className="sticky bottom-0 z-10 border-t bg-card page-x py-3">
      <div className="flex max-w-page flex-wrap items-center justify-between gap-3">
        <SaveState {...state} />
        <div className="flex items-center gap-2">
          {/* One button, so that it keeps the focus. */}
          {(isDirty || onUndo) && !isNew && (
            <Button variant="ghost" onClick={onUndo ?? onDiscard} disabled={isSaving}>
              {onUndo ? "Undo" : "Discard"}
            </Button>
          )}
          <Button
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
    </div>
  );
}

function SaveState({ isNew, isDirty, failure, faultCount, onUndo }: Omit<SaveBarProps, "onSave" | "onDiscard">) {
  const problem = failure ?? (faultCount > 0 ? `Not saved: ${faultCount} to fix` : null);
  const settled = isNew ? "Nothing to save yet" : onUndo ? "Changes discarded" : "All changes saved";
  const state = isDirty ? "Unsaved changes" : settled;
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
