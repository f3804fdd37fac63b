import { Check, CircleAlert, CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { SaveState } from "./autosave";

interface SaveMarkProps {
  state: SaveState;
  onRetry: () => void;
}

/** Shows whether the input is saved, with a retry button after a failure. Screen readers announce each change. */
export function SaveMark({ state, onRetry }: SaveMarkProps) {
  const retry = (
    <Button variant="link" className="text-13" onClick={onRetry}>
      Retry
    </Button>
  );
  return (
    <div className="flex min-w-0 items-center gap-1.5 text-13 text-muted-foreground">
      <output aria-live="polite" className="inline-flex min-w-0 items-center gap-1.5">
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
        {state === "offline" && (
          <>
            <CloudOff aria-hidden className="size-3.5 shrink-0" /> Offline, saved on this device
          </>
        )}
        {state === "incomplete" && <Problem>Not saved: something below needs a correction</Problem>}
        {state === "conflict" && <Problem>Not saved: changed by someone else</Problem>}
        {typeof state === "object" && <Problem>Could not save: {state.error}</Problem>}
      </output>
      {(state === "offline" || typeof state === "object") && retry}
    </div>
  );
}

function Problem({ children }: { children: ReactNode }) {
  return (
    <>
      <CircleAlert aria-hidden className="size-3.5 shrink-0 text-destructive-soft-foreground" />
      <span className="min-w-0 text-destructive-soft-foreground">{children}</span>
    </>
  );
}
