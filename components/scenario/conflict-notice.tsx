"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { partLabels } from "./part-labels";
import { useScenario } from "./use-scenario";

/** Says what someone else changed, too, and lets the user choose. Nothing is lost until then. */
export function ConflictNotice({ className }: { className?: string }) {
  const { conflict, resolve } = useScenario();
  if (!conflict) return null;
  const { name, keys } = conflict;
  return (
    <Alert
      tone="warning"
      className={className}
      title={keys ? `Someone else changed ${name}, too` : `Someone else deleted ${name}`}
    >
      <div className="grid min-w-0 gap-3">
        <p>
          {keys
            ? `Your changes are shown here, but they are not saved: ${keys.map((key) => partLabels[key]).join(", ")}.`
            : "Your changes are shown here, but they are not saved."}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => resolve("mine")}>
            {keys ? "Save my changes" : "Add it again with my changes"}
          </Button>
          <Button size="sm" variant="outline" onClick={() => resolve("theirs")}>
            Discard mine
          </Button>
        </div>
      </div>
    </Alert>
  );
}
