"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { LoadFailure } from "@/components/ui/load-failure";
import { SearchBox } from "@/components/ui/search-box";
import { Skeleton } from "@/components/ui/skeleton";
import type { KnowledgeDocument } from "../knowledge-types";
import { MoreButton } from "../more-button";
import { ChunkItem } from "./chunk-item";

/** The number of parts from which on a search is useful. */
const SEARCH_FROM = 8;

/** The parts of a document in their order. */
export function ChunkList({ document, canEdit }: { document: KnowledgeDocument; canEdit: boolean }) {
  const trpc = useTRPC();
  const [search, setSearch] = useState("");
  const list = useInfiniteQuery(
    trpc.knowledge.chunks.infiniteQueryOptions(
      { documentId: document.id, search },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
    ),
  );
  const chunks = list.data?.pages.flatMap((page) => page.chunks) ?? [];
  return (
    <div className="grid min-w-0 gap-3">
      {document.chunks >= SEARCH_FROM && (
        <SearchBox
          label={`Search the text of ${document.title}`}
          placeholder="Words of the text"
          search={search}
          onSearch={setSearch}
        />
      )}
      {list.isPending && <Skeleton className="h-32 rounded-xl" />}
      {list.error && <LoadFailure error={list.error} onRetry={() => list.refetch()} />}
      {list.isSuccess && chunks.length === 0 && (
        <p className="text-14 text-muted-foreground">
          {search === "" ? "It has no text." : "No part has these words. Search for others."}
        </p>
      )}
      {chunks.length > 0 && (
        <ol aria-label={`Parts of ${document.title}`} className="grid min-w-0 gap-3">
          {chunks.map((chunk) => (
            <ChunkItem key={chunk.id} chunk={chunk} canEdit={canEdit} />
          ))}
        </ol>
      )}
      <MoreButton list={list} />
    </div>
  );
}
