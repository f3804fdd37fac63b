"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { DeleteButton } from "@/components/raffles/delete-button";
import { OpeningBadge } from "@/components/raffles/opening-badge";
import { PageBody } from "@/components/shell/page-body";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Bars } from "@/components/ui/bars";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/local-time";
import { PageHeader } from "@/components/ui/page-header";
import { PollForm } from "./poll-form";
import { type Poll, type PollResults, votesText } from "./poll-types";

/** How often the chart is drawn again while the page is visible. */
const POLL_MS = 3000;

interface PollScreenProps {
  initial: Poll;
  results: PollResults;
  canEdit: boolean;
}

/** A poll: its live results and its settings. */
export function PollScreen({ initial, results, canEdit }: PollScreenProps) {
  const trpc = useTRPC();
  const pollId = initial.id;
  const remove = useMutation(trpc.polls.delete.mutationOptions());
  const { data: poll } = useQuery(trpc.polls.get.queryOptions({ pollId }, { initialData: initial }));
  const { data: counted } = useQuery(
    trpc.polls.results.queryOptions({ pollId }, { initialData: results, refetchInterval: POLL_MS }),
  );
  return (
    <PageBody>
      <PageHeader
        title={poll.name}
        back={{ href: "/polls", label: "Polls" }}
        badge={<OpeningBadge state={counted.state} />}
        actions={
          <>
            <Button asChild variant="outline">
              <a href={`/api/polls/${pollId}/export`} download>
                <Download aria-hidden /> Export votes
              </a>
            </Button>
            {canEdit && (
              <DeleteButton
                name={poll.name}
                what="poll"
                description="Its votes are deleted, too. This cannot be undone. To keep them, set an end instead."
                onDelete={(force) => remove.mutateAsync({ pollId, force })}
                listHref="/polls"
              />
            )}
          </>
        }
      />
      <div className="grid min-w-0 gap-6 @4xl:grid-cols-2 @4xl:items-start">
        <ResultsCard question={poll.question} results={counted} />
        <PollForm poll={poll} canEdit={canEdit} />
      </div>
    </PageBody>
  );
}

function ResultsCard({ question, results }: { question: string; results: PollResults }) {
  const { options, votes, lastVoteAt } = results;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{question}</CardTitle>
        <CardDescription>
          {votesText(votes)}
          {lastVoteAt && (
            <>
              , the last one <LocalTime at={lastVoteAt} />
            </>
          )}
          . Votes of test chats do not count.
        </CardDescription>
      </CardHeader>
      <CardContent>
        <Bars
          label="Votes by option"
          bars={options.map((option) => ({
            id: option.id,
            label: option.text,
            text: `${option.percent} % · ${votesText(option.votes)}`,
            share: votes === 0 ? 0 : option.votes / votes,
          }))}
        />
        {votes === 0 && (
          <p className="mt-4 text-13 leading-5 text-muted-foreground">
            Nobody has voted yet. Add the step “Vote in a poll” to an action of a bot, or create a bot from the template
            “Poll”.
          </p>
        )}
      </CardContent>
    </Card>
  );
}
