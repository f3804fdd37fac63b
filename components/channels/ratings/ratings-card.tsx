"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { useIsLive, useLiveEvents } from "@/components/live/live-provider";
import { useCoalesced } from "@/components/live/use-coalesced";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { LoadFailure } from "@/components/ui/load-failure";
import { Skeleton } from "@/components/ui/skeleton";
import type { Ratings } from "@/server/conversations/feedback/read-ratings";
import { NegativeRatings } from "./negative-ratings";
import { hasRatings, helpfulText, scoreText, totalsOf } from "./rating-days";
import { ratingKinds } from "./rating-kinds";
import { RatingsTable } from "./ratings-table";

/** Loaded when there are ratings, because the library of charts is large. */
const RatingsChart = dynamic(async () => (await import("./ratings-chart")).RatingsChart, {
  ssr: false,
  loading: () => <Skeleton className="h-36" />,
});

/** How often the ratings are read without a live connection. */
const POLL_MS = 15_000;
/** A busy workspace changes several times per second. */
const REST_MS = 5000;

interface RatingsCardProps {
  botId: string;
  channelId: string;
  /** Shown in place of the card as long as nothing was rated. */
  empty: ReactNode;
}

/** How customers rated the answers and conversations of a channel in the last 30 days. */
export function RatingsCard({ botId, channelId, empty }: RatingsCardProps) {
  const ratings = useRatings(botId, channelId);
  if (ratings.error) return <LoadFailure error={ratings.error} onRetry={ratings.refetch} />;
  if (!ratings.data) return empty === null ? null : <Skeleton className="h-64 rounded-xl" />;
  return hasRatings(totalsOf(ratings.data.days)) ? <Overview {...ratings.data} /> : empty;
}

/** The ratings, read again when conversations change. */
function useRatings(botId: string, channelId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isLive = useIsLive();
  const options = trpc.conversations.ratings.queryOptions({ botId, channelId });
  const ratings = useQuery({ ...options, refetchInterval: isLive ? false : POLL_MS });
  const refresh = useCoalesced(() => queryClient.invalidateQueries({ queryKey: options.queryKey }), REST_MS);
  useLiveEvents(({ type }) => {
    if (type === "list" && document.visibilityState === "visible") refresh();
  });
  return ratings;
}

function Overview({ days, negative }: Ratings) {
  const totals = totalsOf(days);
  const facts = [
    { label: "Answers rated helpful", value: helpfulText(totals) },
    { label: "Rated answers", value: (totals.helpful + totals.unhelpful).toLocaleString("en") },
    { label: "Average of conversations", value: scoreText(totals) },
    { label: "Rated conversations", value: totals.rated.toLocaleString("en") },
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle>Ratings</CardTitle>
        <CardDescription>What visitors thought in the last 30 days.</CardDescription>
      </CardHeader>
      <CardContent className="@container grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
        <dl className="grid grid-cols-2 gap-4 @lg:grid-cols-4">
          {facts.map(({ label, value }) => (
            <div key={label} className="grid content-start gap-0.5">
              <dt className="text-12 text-muted-foreground">{label}</dt>
              <dd className="text-16 font-semibold tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
        <figure aria-label="Ratings by day" className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <figcaption aria-hidden className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-14">
            <span className="font-medium">Answers by day</span>
            <ul className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-muted-foreground tabular-nums">
              {ratingKinds.toReversed().map(({ key, label, dot }) => (
                <li key={key} className="flex items-center gap-1.5">
                  <span className={cn("size-2 rounded-sm", dot)} />
                  {label} {totals[key].toLocaleString("en")}
                </li>
              ))}
            </ul>
          </figcaption>
          <RatingsChart days={days} />
          <RatingsTable days={days} />
        </figure>
        <NegativeRatings ratings={negative} />
      </CardContent>
    </Card>
  );
}
