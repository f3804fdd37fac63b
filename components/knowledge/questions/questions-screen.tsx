"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { MessageCircleQuestion, Plus, SearchX } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { PageBody } from "@/components/shell/page-body";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadFailure } from "@/components/ui/load-failure";
import { PageHeader } from "@/components/ui/page-header";
import { SearchBox } from "@/components/ui/search-box";
import { Skeleton } from "@/components/ui/skeleton";
import { useAskedDialog } from "@/components/ui/use-asked-dialog";
import { SourceDialog } from "../forms/source-dialog";
import { KnowledgeTabs } from "../knowledge-tabs";
import { isWaiting, type SourceUses } from "../knowledge-types";
import { MoreButton } from "../more-button";
import { QuestionLine } from "./question-line";

interface QuestionsScreenProps {
  uses: SourceUses;
  canEdit: boolean;
  isLimited: boolean;
}

/** The direct questions. The address `/knowledge/questions?new=question` opens the form of a new one. */
export function QuestionsScreen({ uses: initialUses, canEdit, isLimited }: QuestionsScreenProps) {
  const trpc = useTRPC();
  const [search, setSearch] = useState("");
  const [isAdding, setAdding] = useAskedDialog("question");
  const button = useRef<HTMLButtonElement>(null);
  const uses = useQuery(trpc.knowledge.uses.queryOptions(undefined, { initialData: initialUses }));
  const list = useQuestions(search);
  const questions = list.data?.pages.flatMap((page) => page.questions) ?? [];
  const isUsed = questions.length > 0 || search !== "";
  const add = canEdit && (
    <Button ref={button} onClick={() => setAdding(true)}>
      <Plus /> New question
    </Button>
  );
  return (
    <PageBody>
      <PageHeader
        title="Knowledge"
        description="Answers that bots give exactly as you wrote them, without a model, if a question is alike enough."
        actions={isUsed && add}
      />
      <KnowledgeTabs current="/knowledge/questions" isLimited={isLimited} />
      <div className="grid gap-4">
        {isUsed && (
          <SearchBox
            label="Search direct questions"
            placeholder="Words of the question or the answer"
            search={search}
            onSearch={setSearch}
          />
        )}
        {list.isPending && <Skeleton className="h-40 rounded-xl" />}
        {list.error && <LoadFailure error={list.error} onRetry={() => list.refetch()} />}
        {list.isSuccess && questions.length === 0 && <NoQuestions isSearch={isUsed} add={add} />}
        {questions.length > 0 && (
          <ul aria-label="Direct questions" className="divide-y rounded-xl border bg-card shadow-raised">
            {questions.map((question) => (
              <QuestionLine key={question.id} row={question} use={uses.data[question.id]} canEdit={canEdit} />
            ))}
          </ul>
        )}
        <MoreButton list={list} />
      </div>
      {isAdding && canEdit && (
        <SourceDialog
          kind="question"
          source={null}
          onClose={() => setAdding(false)}
          returnFocusTo={() => button.current}
        />
      )}
    </PageBody>
  );
}

const POLL_READING_MS = 2000;

function useQuestions(search: string) {
  const trpc = useTRPC();
  return useInfiniteQuery(
    trpc.knowledge.questions.infiniteQueryOptions(
      { search },
      {
        getNextPageParam: (page) => page.nextCursor,
        placeholderData: (before) => before,
        refetchInterval: ({ state }) =>
          (state.data?.pages.some((page) => page.questions.some(isWaiting)) ?? false) && POLL_READING_MS,
      },
    ),
  );
}

function NoQuestions({ isSearch, add }: { isSearch: boolean; add: ReactNode }) {
  if (isSearch) {
    return (
      <EmptyState icon={<SearchX />} title="No matching questions">
        Search for another word of the question, its variants or the answer.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<MessageCircleQuestion />} title="No direct questions yet" action={add}>
      {add
        ? "Write the questions that customers ask most, with the exact answer: opening hours, delivery costs, returns."
        : "A member who can edit bots can add the first one."}
    </EmptyState>
  );
}
