"use client";

import { useQuery } from "@tanstack/react-query";
import { BookOpenText } from "lucide-react";
import { PageBody } from "@/components/shell/page-body";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { DropZone } from "@/components/uploads/drop-zone";
import { KnowledgeTabs } from "../knowledge-tabs";
import { isWaiting, type SourceRow, type SourceUses } from "../knowledge-types";
import { UploadList } from "../uploads/upload-list";
import { useUploads } from "../uploads/use-uploads";
import { AddSource } from "./add-source";
import { SourceList } from "./source-list";

/** While something is read, and otherwise: a schedule or the API may add and read sources, too. */
const POLL_READING_MS = 2000;
const POLL_MS = 30_000;

interface SourcesScreenProps {
  initial: SourceRow[];
  uses: SourceUses;
  canEdit: boolean;
  isLimited: boolean;
}

/** The sources of the knowledge base. Files can be dropped anywhere on the page. */
export function SourcesScreen({ initial, uses, canEdit, isLimited }: SourcesScreenProps) {
  const trpc = useTRPC();
  const { data: sources } = useQuery(
    trpc.knowledge.list.queryOptions(undefined, {
      initialData: initial,
      refetchInterval: ({ state }) => (state.data?.some(isWaiting) ? POLL_READING_MS : POLL_MS),
    }),
  );
  const uploads = useUploads();
  const hasAny = sources.length > 0;
  const add = (layout: "menu" | "row") => (
    <AddSource layout={layout} onFiles={(files, isReviewed) => uploads.add(files, isReviewed)} />
  );
  return (
    <DropZone
      onFiles={(files) => uploads.add(files, false)}
      disabled={!canEdit}
      className="relative min-h-[calc(100dvh-var(--shell-top))]"
    >
      <PageBody>
        <PageHeader
          title="Knowledge"
          description="What your bots know about your company: they answer from it and name the source."
          actions={canEdit && hasAny && add("menu")}
        />
        <KnowledgeTabs current="/knowledge" isLimited={isLimited} />
        <div className="grid gap-4">
          <UploadList uploads={uploads.items} onDismiss={uploads.dismiss} onRetry={uploads.retry} />
          {hasAny ? (
            <SourceList sources={sources} uses={uses} canEdit={canEdit} />
          ) : (
            <EmptyState icon={<BookOpenText />} title="No sources yet" action={canEdit && add("row")}>
              {canEdit
                ? "Drop your manuals and price lists here, or add the address of your help pages. Bots use a source as soon as it has been read."
                : "A member who can edit bots can add the first one."}
            </EmptyState>
          )}
        </div>
      </PageBody>
    </DropZone>
  );
}
