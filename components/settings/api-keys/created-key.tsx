"use client";

import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { DialogFooter } from "@/components/ui/dialog";

/** A new API key, which is shown once. */
export function CreatedKey({ apiKey, onDone }: { apiKey: string; onDone: () => void }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <CodeBlock title="API key" code={apiKey} wrap />
      <p className="text-13 leading-5 text-muted-foreground">
        Keep it where your program keeps its secrets. Whoever has it can do what the key may do; if it leaks, revoke it
        here.
      </p>
      <DialogFooter>
        <Button onClick={onDone}>Done</Button>
      </DialogFooter>
    </div>
  );
}
