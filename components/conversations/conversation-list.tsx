"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import Link from "next/link";
import { useId } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { timeAgo } from "@/components/ui/time-ago";

const PAGE = 50;

/** A channel's conversations, the one that spoke last first; looks for new ones every few seconds. */
export function ConversationList({ botId, channelId }: { botId: string; channelId: string }) {
  const trpc = useTRPC();
  const heading = useId();
  const list = useInfiniteQuery(
    trpc.conversations.list.infiniteQueryOptions(
      { channelId },
      {
        getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.lastMessageAt),
        refetchInterval: 5000,
      },
    ),
  );
  const rows = list.data?.pages.flat() ?? [];
  return (
    <section aria-labelledby={heading} className="grid gap-3">
      <h3 id={heading} className="text-base font-semibold tracking-tight">
        Conversations
      </h3>
      {list.isPending && <Skeleton className="h-24" />}
      {list.error && <Alert tone="danger">{messageOf(list.error)}</Alert>}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState icon={<MessagesSquare />} title="Nobody has written yet" className="py-8">
          Send the first message yourself; the conversation appears here.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <ul className="divide-y overflow-hidden rounded-xl border bg-card shadow-raised">
          {rows.map((row) => (
            <li key={row.id}>
              <Link
                href={`/bots/${botId}/channels/${channelId}/conversations/${row.id}`}
                className="flex items-center justify-between gap-3 px-4 py-3 text-sm outline-2 -outline-offset-2 outline-transparent hover:bg-accent focus-visible:outline-ring"
              >
                <span className="min-w-0 truncate font-medium">
                  {row.clientName ?? row.source ?? row.externalChatId}
                </span>
                <span className="flex shrink-0 items-center gap-3 text-[13px] text-muted-foreground">
                  {row.handledBy === "person" && <Badge tone="info">With people</Badge>}
                  {timeAgo(new Date(row.lastMessageAt), new Date())}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          variant="outline"
          className="w-fit"
          pending={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </section>
  );
}
