"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Ticket } from "lucide-react";
import Link from "next/link";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LocalTime } from "@/components/ui/local-time";
import { Skeleton } from "@/components/ui/skeleton";
import { percentText, type RaffleEntry } from "./raffle-types";

const POLL_MS = 5000;

/** The log of a raffle's draws, newest first. */
export function EntryList({ raffleId }: { raffleId: string }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.raffles.entries.infiniteQueryOptions(
      { raffleId },
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: POLL_MS },
    ),
  );
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <section aria-label="Entries" className="grid min-w-0 gap-3">
      <h2 className="text-16 font-semibold">Entries</h2>
      {list.isPending && <Skeleton className="h-40 rounded-xl" />}
      {list.error && <Alert tone="danger">{messageOf(list.error)}</Alert>}
      {list.isSuccess && entries.length === 0 && (
        <EmptyState icon={<Ticket />} title="Nobody has taken part yet" className="px-5 py-8">
          Add the step “Draw a prize” to an action of a bot, or create a bot from the template “Raffle”.
        </EmptyState>
      )}
      {entries.length > 0 && (
        <ul className="divide-y rounded-xl border bg-card shadow-raised">
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          variant="outline"
          className="w-fit"
          pending={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </section>
  );
}

function EntryRow({ entry }: { entry: RaffleEntry }) {
  const { entrant, prizeName, isTest, at, random, winChance, stockBefore, conversationId } = entry;
  return (
    <li className="grid gap-1.5 px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <span className="min-w-0 text-14 font-medium wrap-anywhere">{entrant}</span>
          {prizeName === null ? <Badge>Not won</Badge> : <Badge tone="success">Won {prizeName}</Badge>}
          {isTest && <Badge tone="outline">Test chat</Badge>}
        </span>
        <span className="text-13 text-muted-foreground">
          <LocalTime at={at} />
        </span>
      </div>
      <details className="text-13 text-muted-foreground">
        <summary className="w-fit cursor-pointer rounded-sm focus-ring">How it was drawn</summary>
        <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5">
          <dt>Random number</dt>
          <dd className="tabular-nums wrap-anywhere">
            {random} (wins below {winChance}, a chance of {percentText(winChance)})
          </dd>
          <dt>Stock before</dt>
          <dd className="wrap-anywhere">{stockBefore.map(({ name, left }) => `${left} × ${name}`).join(", ")}</dd>
          {!isTest && (
            <>
              <dt>Conversation</dt>
              <dd>
                <Link className="rounded-sm text-primary focus-ring hover:underline" href={`/inbox/${conversationId}`}>
                  Open in the inbox
                </Link>
              </dd>
            </>
          )}
        </dl>
      </details>
    </li>
  );
}
