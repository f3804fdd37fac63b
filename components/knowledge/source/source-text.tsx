"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { FileSearch } from "lucide-react";
import { useEffect, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadFailure } from "@/components/ui/load-failure";
import { SearchBox } from "@/components/ui/search-box";
import { Skeleton } from "@/components/ui/skeleton";
import { isWaiting, type Source } from "../knowledge-types";
import { MoreButton } from "../more-button";
import { ChunkList } from "./chunk-list";
import { DocumentLine } from "./document-line";

interface SourceTextProps {
  source: Source;
  canEdit: boolean;
}

/** What was read of a source: the parts of its only document, or its documents with the parts of each. */
export function SourceText({ source, canEdit }: SourceTextProps) {
  const [search, setSearch] = useState("");
  const isReading = isWaiting(source);
  const list = useDocuments(source.id, search, isReading);
  const documents = list.data?.pages.flatMap((page) => page.documents) ?? [];
  const [first] = documents;
  const isSingle = search === "" && documents.length === 1;
  const hasSearch = search !== "" || documents.length > 1;
  return (
    <section aria-label="Text" className="grid min-w-0 gap-3">
      <h2 className="text-16 font-semibold">{hasSearch ? "Pages" : "Text"}</h2>
      {hasSearch && (
        <SearchBox label="Search pages" placeholder="Title or address" search={search} onSearch={setSearch} />
      )}
      {list.isPending && <Skeleton className="h-40 rounded-xl" />}
      {list.error && <LoadFailure error={list.error} onRetry={() => list.refetch()} />}
      {list.isSuccess && documents.length === 0 && <NoText isReading={isReading} search={search} />}
      {isSingle && first && <ChunkList key={first.id} document={first} canEdit={canEdit} />}
      {!isSingle && first && (
        <ul aria-label="Pages" className="divide-y rounded-xl border bg-card shadow-raised">
          {documents.map((document) => (
            <DocumentLine key={document.id} document={document} canEdit={canEdit} />
          ))}
        </ul>
      )}
      <MoreButton list={list} />
    </section>
  );
}

const POLL_READING_MS = 3000;

function useDocuments(sourceId: string, search: string, isReading: boolean) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const input = { sourceId, search };
  useEffect(() => {
    if (!isReading) return undefined;
    // When the reading ends, its last documents are not in the list yet.
    return () => void queries.invalidateQueries(trpc.knowledge.documents.infiniteQueryFilter());
  }, [isReading, queries, trpc]);
  return useInfiniteQuery(
    trpc.knowledge.documents.infiniteQueryOptions(input, {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: (before) => before,
      refetchInterval: isReading && POLL_READING_MS,
    }),
  );
}

function NoText({ isReading, search }: { isReading: boolean; search: string }) {
  if (search !== "") {
    return (
      <EmptyState icon={<FileSearch />} title="No matching pages" className="px-5 py-8">
        Search for another word of the title or the address.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<FileSearch />} title={isReading ? "It is being read" : "Nothing was read"} className="px-5 py-8">
      {isReading
        ? "The text appears here, part by part, and you can correct it."
        : "Check the settings of the source, and read it again."}
    </EmptyState>
  );
}
