"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { AutosaveView } from "./autosave";

interface ConflictNoticeProps<T> {
  conflict: AutosaveView<T>["conflict"];
  labels: Record<keyof T, string>;
  onResolve: (side: "mine" | "theirs") => void;
}

/** Says which fields someone else changed, too, shows their texts, and lets the user choose. */
export function ConflictNotice<T>({ conflict, labels, onResolve }: ConflictNoticeProps<T>) {
  if (conflict === null) return null;
  const { keys, theirs } = conflict;
  return (
    <Alert tone="warning" title="Someone else changed the same fields">
      <div className="grid min-w-0 gap-3">
        <p>
          Your changes are kept below and on this device, but they are not saved:{" "}
          {keys.map((key) => labels[key]).join(", ")}.
        </p>
        {keys.map((key) => {
          const text: unknown = theirs[key];
          if (typeof text !== "string") return null;
          return (
            <details key={String(key)}>
              <summary className="w-fit cursor-pointer rounded-sm font-medium focus-ring">
                {labels[key]} as someone else saved it
              </summary>
              <p className="mt-1.5 max-h-60 overflow-y-auto break-words whitespace-pre-wrap">{text}</p>
            </details>
          );
        })}
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => onResolve("mine")}>
            Save my changes
          </Button>
          <Button size="sm" variant="outline" onClick={() => onResolve("theirs")}>
            Discard mine
          </Button>
        </div>
      </div>
    </Alert>
  );
}
