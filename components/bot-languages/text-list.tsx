"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { MoreButton } from "@/components/knowledge/more-button";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { FilterSelect } from "@/components/ui/filter-select";
import { LoadFailure } from "@/components/ui/load-failure";
import { Skeleton } from "@/components/ui/skeleton";
import { type TextFilter, textGroups } from "@/server/languages/texts/fixed-text";
import { languageName } from "@/server/text/language-name";
import { DraftMissing } from "./draft-missing";
import { NoDrafts } from "./no-drafts";
import { groupLabels } from "./group-labels";
import type { TranslatedText } from "./language-types";
import { TextRow } from "./text-row";
import { useKeepTranslations } from "./use-keep-translations";

interface TextListProps {
  botId: string;
  /** The main language. */
  main: string;
  language: string;
  /** How many texts the bot has. */
  total: number;
  canEdit: boolean;
  /** The bot's model can draft translations. */
  canDraft: boolean;
}

const filters = [
  { value: "missing", label: "Only missing" },
  { value: "drafts", label: "Only drafts" },
] as const;

/** The bot's fixed texts beside their translations into one language. */
export function TextList({ botId, main, language, total, canEdit, canDraft }: TextListProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [show, setShow] = useState<TextFilter>("all");
  const keep = useKeepTranslations(botId, language);
  const list = useInfiniteQuery(
    trpc.languages.texts.infiniteQueryOptions(
      { botId, language, show },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const texts = list.data?.pages.flatMap((page) => page.texts) ?? [];

  function choose(next: TextFilter) {
    // Texts that were translated meanwhile no longer belong to the filter.
    queries.removeQueries(trpc.languages.texts.infiniteQueryFilter({ botId, language, show: next }));
    setShow(next);
  }

  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex min-w-0 flex-wrap items-start justify-between gap-3">
        <FilterSelect
          label="Texts"
          all={`All ${total} texts`}
          value={show === "all" ? null : show}
          options={filters}
          onChoose={(next) => choose(next ?? "all")}
          className="w-full sm:w-48"
        />
        {canEdit && !canDraft && <NoDrafts botId={botId} />}
        {canEdit && canDraft && <DraftMissing botId={botId} language={language} onDrafted={keep} />}
      </div>
      {list.isPending && <Skeleton className="h-64 rounded-xl" />}
      {list.error && <LoadFailure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && texts.length === 0 && <p className="text-14 text-muted-foreground">{emptyTexts[show]}</p>}
      {textGroups.map((group) => (
        <TextGroupPart
          key={group}
          label={groupLabels[group]}
          texts={texts.filter((text) => text.group === group)}
          botId={botId}
          main={main}
          language={language}
          canEdit={canEdit}
          onSaved={keep}
        />
      ))}
      <MoreButton list={list} />
    </div>
  );
}

const emptyTexts: Record<TextFilter, string> = {
  all: "The bot has no fixed texts.",
  missing: "Every text has a translation.",
  drafts: "There are no drafts to confirm.",
};

interface TextGroupPartProps extends Omit<TextListProps, "total" | "canDraft"> {
  label: string;
  texts: TranslatedText[];
  onSaved: ReturnType<typeof useKeepTranslations>;
}

function TextGroupPart({ label, texts, main, language, ...row }: TextGroupPartProps) {
  if (texts.length === 0) return null;
  return (
    <section aria-label={label} className="min-w-0 overflow-hidden rounded-xl border bg-card shadow-raised">
      <div className="grid gap-x-4 border-b bg-muted px-4 py-2 @lg:grid-cols-2">
        <h3 className="text-13 font-semibold">{label}</h3>
        <p aria-hidden className="hidden text-13 text-muted-foreground @lg:block">
          {languageName(language)}
        </p>
      </div>
      <ul className="divide-y">
        {texts.map((text) => (
          <TextRow key={text.hash} {...row} text={text} main={main} language={language} />
        ))}
      </ul>
    </section>
  );
}
