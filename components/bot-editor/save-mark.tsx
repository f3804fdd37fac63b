import { Check, CircleAlert } from "lucide-react";
import { Spinner } from "@/components/ui/spinner";
import type { SaveState } from "./use-autosave";

/** Whether what was typed is kept. */
export function SaveMark({ state }: { state: SaveState }) {
  return (
    <output className="inline-flex items-center gap-1.5 text-xs text-muted-foreground">
      {state === "saved" && (
        <>
          <Check aria-hidden className="size-3.5 text-success" /> Saved
        </>
      )}
      {state === "saving" && (
        <>
          <Spinner className="size-3.5" /> Saving…
        </>
      )}
      {state === "unsaved" && "Unsaved"}
      {typeof state === "object" && (
        <span className="inline-flex items-center gap-1.5 text-destructive-soft-foreground">
          <CircleAlert aria-hidden className="size-3.5" /> Not saved: {state.error}
        </span>
      )}
    </output>
  );
}
