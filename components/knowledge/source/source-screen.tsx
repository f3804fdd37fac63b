"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { PageBody } from "@/components/shell/page-body";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { PageHeader } from "@/components/ui/page-header";
import { DeleteSourceButton } from "../delete-source-button";
import { type FoundChunk, isWaiting, type Source, type SourceUses } from "../knowledge-types";
import { sourceKindViews } from "../source-kinds";
import { SourceState } from "../source-state";
import { FoundPart } from "./found-part";
import { ReadingButtons } from "./reading-buttons";
import { SettingsCard } from "./settings-card";
import { SourceText } from "./source-text";
import { StatusCard } from "./status-card";

const POLL_READING_MS = 2000;
const POLL_MS = 30_000;

interface SourceScreenProps {
  initial: Source;
  /** Answers of the last 30 days. */
  use: SourceUses[string] | undefined;
  /** The part that the page's address names. */
  part: { chunkId: string; initial: FoundChunk | null } | null;
  canEdit: boolean;
}

/** A source: its state, its settings, and its text as it was read. */
export function SourceScreen({ initial, use, part, canEdit }: SourceScreenProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const { data: source } = useQuery(
    trpc.knowledge.get.queryOptions(
      { sourceId: initial.id },
      {
        initialData: initial,
        refetchInterval: ({ state }) => (state.data && isWaiting(state.data) ? POLL_READING_MS : POLL_MS),
      },
    ),
  );
  const isQuestion = source.kind === "question";
  const list = isQuestion
    ? { href: "/knowledge/questions", label: "Direct questions" }
    : { href: "/knowledge", label: "Knowledge" };

  async function reload() {
    await queries.invalidateQueries(trpc.knowledge.pathFilter());
    // The page's title contains the source's name.
    router.refresh();
  }

  return (
    <PageBody>
      <PageHeader
        title={source.name}
        back={list}
        badge={<SourceState status={source.status} />}
        description={sourceKindViews[source.kind].label}
        actions={
          canEdit && (
            <>
              <ReadingButtons source={source} />
              <DeleteSourceButton
                source={source}
                what={isQuestion ? "question" : "source"}
                variant="outline"
                onDeleted={() => router.push(list.href)}
              />
            </>
          )
        }
      />
      {/* On phones the text is between the state and the settings; wider pages have it on the left of both. */}
      <div className="grid min-w-0 gap-6 @4xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] @4xl:grid-rows-[auto_1fr] @4xl:items-start">
        <div className="min-w-0 @4xl:col-start-2">
          <StatusCard source={source} use={use} canEdit={canEdit} />
        </div>
        {!isQuestion && (
          <div className="grid min-w-0 gap-6 @4xl:col-start-1 @4xl:row-span-2 @4xl:row-start-1">
            {part && <FoundPart key={part.chunkId} {...part} canEdit={canEdit} />}
            <SourceText source={source} canEdit={canEdit} />
          </div>
        )}
        <div className="min-w-0 @4xl:col-start-2">
          <SettingsCard source={source} canEdit={canEdit} onSaved={() => void reload()} />
        </div>
      </div>
    </PageBody>
  );
}
