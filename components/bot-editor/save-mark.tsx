import { Check, CircleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { SaveState } from "./use-autosave";

interface SaveMarkProps {
  /** With "incomplete", the input is not valid and was not saved. */
  state: SaveState | "incomplete";
  onRetry: () => void;
}

/** Shows whether the input is saved, with a retry button after a failure. */
export function SaveMark({ state, onRetry }: SaveMarkProps) {
  return (
    <output className="inline-flex min-w-0 items-center gap-1.5 text-13 text-muted-foreground">
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
      {state === "incomplete" && (
        <>
          <CircleAlert aria-hidden className="size-3.5 shrink-0 text-destructive-soft-foreground" />
          <span className="text-destructive-soft-foreground">Not saved: something below is missing.</span>
        </>
      )}
      {typeof state === "object" && (
        <>
          <CircleAlert aria-hidden className="size-3.5 shrink-0 text-destructive-soft-foreground" />
          <span className="min-w-0 text-destructive-soft-foreground">Not saved: {state.error}</span>
          <Button variant="link" className="text-13" onClick={onRetry}>
            Try again
          </Button>
        </>
      )}
    </output>
  );
}
