"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import type { KnowledgeChunk } from "../knowledge-types";

interface ChunkFormProps {
  chunk: KnowledgeChunk;
  onClose: () => void;
}

/** Edits the text of a part in its place. A failed save keeps what was typed. */
export function ChunkForm({ chunk, onClose }: ChunkFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.knowledge.updateChunk.mutationOptions());
  const [text, setText] = useState(chunk.text);
  // As it was when the edit began: a later change by someone else is not overwritten.
  const [before] = useState(chunk.text);
  useUnsavedChanges(text !== before && !update.isSuccess);

  async function save(event: FormEvent) {
    event.preventDefault();
    try {
      await update.mutateAsync({ chunkId: chunk.id, text, before });
    } catch {
      // Shown below the text.
      return;
    }
    await Promise.all([
      queries.invalidateQueries(trpc.knowledge.chunks.infiniteQueryFilter()),
      queries.invalidateQueries(trpc.knowledge.chunk.queryFilter({ chunkId: chunk.id })),
    ]);
    onClose();
  }

  return (
    <form className="grid gap-3" noValidate onSubmit={(event) => void save(event)}>
      <Field
        label={`Text of part ${chunk.position + 1}`}
        hint="Your text stays until the text of this part changes at the source."
        error={update.error ? messageOf(update.error) : undefined}
      >
        <Textarea
          // The edit was just asked for.
          ref={focusOnce}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="max-h-96"
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="outline" size="sm" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" size="sm" pending={update.isPending}>
          Save part
        </Button>
      </div>
    </form>
  );
}

function focusOnce(box: HTMLTextAreaElement | null): void {
  box?.focus();
}
