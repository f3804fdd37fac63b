"use client";

import { ArrowLeft } from "lucide-react";
import { useMemo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { isComposing } from "@/components/ui/is-composing";
import type { OperationChoice } from "@/server/actions/import/openapi/read-openapi";
import { focusOnMount } from "./focus-on-mount";

interface OperationListProps {
  operations: OperationChoice[];
  onBack: () => void;
  onChoose: (operation: OperationChoice) => void;
}

/** The maximum number of operations in the list; a search finds the others. */
const MAX_SHOWN = 200;

/** A searchable list of a document's operations. */
export function OperationList({ operations, onBack, onChoose }: OperationListProps) {
  const [search, setSearch] = useState("");
  const found = useMemo(() => matching(operations, search), [operations, search]);
  return (
    <>
      <Field label="Operation" hint="Every word must appear in its method, path, name or tags.">
        <Input
          ref={focusOnMount}
          value={search}
          autoComplete="off"
          spellCheck={false}
          placeholder="get order"
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key !== "Enter" || isComposing(event) || !first) return;
            // Prevent the key from also pressing the button that is focused next.
            event.preventDefault();
            onChoose(first);
          }}
        />
      </Field>
      <output className="sr-only">{found.length} operations found</output>
      {found.length === 0 ? (
        <p className="text-13 text-muted-foreground">No operation matches “{search}”. Try fewer words.</p>
      ) : (
        <ul aria-label="Operations" className="grid max-h-80 overflow-y-auto rounded-lg border">
          {found.slice(0, MAX_SHOWN).map((operation) => (
            <li key={operation.id} className="not-last:border-b">
              <OperationButton operation={operation} onChoose={() => onChoose(operation)} />
            </li>
          ))}
        </ul>
      )}
      {found.length > MAX_SHOWN && (
        <p className="text-13 text-muted-foreground">
          And {found.length - MAX_SHOWN} more. Add words to narrow the search.
        </p>
      )}
      <DialogFooter>
        <Button variant="outline" className="sm:mr-auto" onClick={onBack}>
          <ArrowLeft /> Another document
        </Button>
      </DialogFooter>
    </>
  );
}

function OperationButton({ operation, onChoose }: { operation: OperationChoice; onChoose: () => void }) {
  const { method, path, summary, isDeprecated } = operation;
  return (
    <button
      type="button"
      onClick={onChoose}
      className="grid w-full gap-0.5 px-3 py-2 text-left focus-edge hover:bg-accent"
    >
      <span className="flex flex-wrap items-center gap-2 font-mono text-13 leading-5 break-all">
        <span className="font-semibold">{method}</span> {path}
        {isDeprecated && <Badge tone="warning">deprecated</Badge>}
      </span>
      {summary && <span className="truncate text-12 text-muted-foreground">{summary}</span>}
    </button>
  );
}

function matching(operations: OperationChoice[], search: string): OperationChoice[] {
  const words = search.toLowerCase().split(/\s+/);
  return operations.filter(({ id, summary, operationId, tags }) => {
    const text = [id, summary, operationId, ...tags].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
