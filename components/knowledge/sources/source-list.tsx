"use client";

import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { holdsWords } from "@/components/ui/holds-words";
import { SearchBox } from "@/components/ui/search-box";
import type { SourceKind } from "@/server/schemas/knowledge/source-settings";
import type { SourceRow, SourceUses } from "../knowledge-types";
import { sourceKindViews } from "../source-kinds";
import { SourceLine } from "./source-line";

interface SourceListProps {
  sources: readonly SourceRow[];
  uses: SourceUses;
  canEdit: boolean;
}

/** The sources, filtered by kind and name. */
export function SourceList({ sources, uses: initialUses, canEdit }: SourceListProps) {
  const trpc = useTRPC();
  const uses = useQuery(trpc.knowledge.uses.queryOptions(undefined, { initialData: initialUses }));
  const [search, setSearch] = useState("");
  const [kind, setKind] = useState<SourceKind | null>(null);
  const kinds = [...new Set(sources.map((source) => source.kind))];
  const found = sources.filter(
    (source) => (kind === null || source.kind === kind) && holdsWords(`${source.name} ${source.origin ?? ""}`, search),
  );
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap gap-3">
        <SearchBox
          label="Search sources"
          placeholder="Name or address"
          search={search}
          onSearch={setSearch}
          className="min-w-56 flex-1"
        />
        {kinds.length > 1 && (
          <FilterSelect
            label="Kind of source"
            all="All kinds"
            value={kind}
            options={kinds.map((value) => ({ value, label: sourceKindViews[value].label }))}
            onChoose={setKind}
            className="w-40"
          />
        )}
      </div>
      {found.length > 0 ? (
        <ul aria-label="Sources" className="divide-y rounded-xl border bg-card shadow-raised">
          {found.map((source) => (
            <SourceLine key={source.id} source={source} use={uses.data[source.id]} canEdit={canEdit} />
          ))}
        </ul>
      ) : (
        <EmptyState icon={<SearchX />} title="No matching sources">
          Search for another word of the name or the address, or choose another kind.
        </EmptyState>
      )}
    </div>
  );
}
