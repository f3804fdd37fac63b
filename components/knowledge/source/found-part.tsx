"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { FoundChunk } from "../knowledge-types";
import { ChunkItem } from "./chunk-item";

interface FoundPartProps {
  chunkId: string;
  /** Null if the part is gone. */
  initial: FoundChunk | null;
  canEdit: boolean;
}

/** The part that a link of an answer or a search leads to, above the whole text. */
export function FoundPart({ chunkId, initial, canEdit }: FoundPartProps) {
  const trpc = useTRPC();
  const { data: chunk, error } = useQuery(
    trpc.knowledge.chunk.queryOptions({ chunkId }, { initialData: initial ?? undefined, enabled: initial !== null }),
  );
  return (
    <section aria-labelledby={`part-${chunkId}`} className="grid min-w-0 gap-3">
      <h2 id={`part-${chunkId}`} className="text-16 font-semibold">
        The part that was found
      </h2>
      {initial === null || error?.data?.code === "NOT_FOUND" || !chunk ? (
        <p className="text-14 text-muted-foreground">
          It was deleted, or its text was read again since. What there is now is below.
        </p>
      ) : (
        <ol aria-label={`Part of ${chunk.documentTitle}`}>
          <ChunkItem chunk={chunk} canEdit={canEdit} />
        </ol>
      )}
    </section>
  );
}
