"use client";

import { Button } from "@/components/ui/button";

interface SaveBarProps {
  isNew: boolean;
  isDirty: boolean;
  isSaving: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** Says whether everything is saved, and saves; stays in sight at the bottom. */
export function SaveBar({ isNew, isDirty, isSaving, onSave, onDiscard }: SaveBarProps) {
  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center justify-between gap-3 border-t bg-card px-4 py-3 sm:px-8">
      <output className="text-[13px] text-muted-foreground">
        {isDirty ? "Unsaved changes" : isNew ? "Nothing to save yet" : "All changes saved"}
      </output>
      <div className="flex items-center gap-2">
        {isDirty && !isNew && (
          <Button variant="ghost" onClick={onDiscard} disabled={isSaving}>
            Discard
          </Button>
        )}
        <Button
          pending={isSaving}
          disabled={!isDirty && !isSaving && !isNew}
          aria-keyshortcuts="Control+S Meta+S"
          onClick={onSave}
        >
          {isNew ? "Create action" : "Save"}
        </Button>
      </div>
    </div>
  );
}
