"use client";

import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { MessageCircleQuestion } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { LoadFailure } from "@/components/ui/load-failure";
import { LocalTime } from "@/components/ui/local-time";
import { Skeleton } from "@/components/ui/skeleton";
import { GAPS_PER_PAGE } from "@/server/schemas/knowledge/gap";
import { MoreButton } from "../more-button";
import { AnswerGapDialog } from "./answer-gap-dialog";
import { type Gap, type GapStatus, gapStatusTexts } from "./gap-types";
import { GapQuestions } from "./gap-questions";

/** The questions that the knowledge base did not answer, with what can be done about each. */
export function GapList({ canEdit }: { canEdit: boolean }) {
  const trpc = useTRPC();
  const [status, setStatus] = useState<GapStatus>("open");
  const [answered, setAnswered] = useState<Gap | null>(null);
  const list = useInfiniteQuery(
    trpc.knowledgeAnswers.gaps.infiniteQueryOptions(
      { status },
      {
        getNextPageParam: (page) => {
          const last = page.at(-1);
          return page.length < GAPS_PER_PAGE || !last ? undefined : { count: last.count, id: last.id };
        },
      },
    ),
  );
  const gaps = list.data?.pages.flat() ?? [];
  return (
    <div className="grid min-w-0 gap-4">
      <FilterSelect
        label="State"
        all={gapStatusTexts.open}
        value={status === "open" ? null : status}
        options={(["answered", "dismissed"] as const).map((value) => ({ value, label: gapStatusTexts[value] }))}
        onChoose={(next) => setStatus(next ?? "open")}
        className="w-full sm:w-56"
      />
      {list.isPending && <Skeleton className="h-40 rounded-xl" />}
      {list.error && <LoadFailure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && gaps.length === 0 && <NoGaps status={status} />}
      {gaps.length > 0 && (
        <ul aria-label={gapStatusTexts[status]} className="divide-y rounded-xl border bg-card shadow-raised">
          {gaps.map((gap) => (
            <GapRow
              key={gap.id}
              gap={gap}
              canEdit={canEdit}
              onAnswer={() => setAnswered(gap)}
              onChanged={() => void list.refetch()}
            />
          ))}
        </ul>
      )}
      <MoreButton list={list} />
      {answered && (
        <AnswerGapDialog
          gap={answered}
          onClose={() => setAnswered(null)}
          onAnswered={() => {
            setAnswered(null);
            void list.refetch();
          }}
        />
      )}
    </div>
  );
}

function NoGaps({ status }: { status: GapStatus }) {
  if (status !== "open") {
    return (
      <EmptyState icon={<MessageCircleQuestion />} title="No questions here">
        Questions that you answer or dismiss appear here.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<MessageCircleQuestion />} title="No unanswered questions">
      Questions of customers for which your bots found nothing in the knowledge base appear here, with how often they
      were asked. You then write the answer with one click.
    </EmptyState>
  );
}

interface GapRowProps {
  gap: Gap;
  canEdit: boolean;
  onAnswer: () => void;
  onChanged: () => void;
}

function GapRow({ gap, canEdit, onAnswer, onChanged }: GapRowProps) {
  const trpc = useTRPC();
  const change = useMutation(
    trpc.knowledgeAnswers.changeGap.mutationOptions({
      onSuccess: onChanged,
      onError: (error) => toast.error(messageOf(error)),
    }),
  );
  const { id: gapId, question, count, lastAskedAt, status, source } = gap;
  return (
    <li className="grid min-w-0 gap-x-6 gap-y-2 px-5 py-4 @2xl:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid min-w-0 gap-1">
        <p dir="auto" className="text-14 leading-6 font-medium wrap-anywhere">
          {question}
        </p>
        <p className="text-13 text-muted-foreground">
          Asked {count === 1 ? "once" : `${count} times`} · last <LocalTime at={lastAskedAt} />
          {source && (
            <>
              {" · "}
              <Link href={`/knowledge/${source.id}`} className="underline underline-offset-2">
                {source.name}
              </Link>
            </>
          )}
        </p>
        <GapQuestions gapId={gapId} />
      </div>
      {canEdit && (
        <div className="flex flex-wrap items-start gap-2">
          {status === "open" ? (
            <>
              <Button size="sm" onClick={onAnswer}>
                Answer
              </Button>
              <Button
                size="sm"
                variant="outline"
                pending={change.isPending}
                onClick={() => change.mutate({ gapId, status: "dismissed" })}
              >
                Dismiss
              </Button>
            </>
          ) : (
            <Button
              size="sm"
              variant="outline"
              pending={change.isPending}
              onClick={() => change.mutate({ gapId, status: "open" })}
            >
              Put back
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
