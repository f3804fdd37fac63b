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
import { conversationName, whereFrom } from "./conversation-name";

const PAGE = 50;

interface ConversationListProps {
  botId: string;
  channelId: string;
  /** How to get the first conversation. */
  firstStep: string;
}

/** A channel's conversations, newest message first; polls for new ones. */
export function ConversationList({ botId, channelId, firstStep }: ConversationListProps) {
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
    <section aria-labelledby={heading} className="grid min-w-0 gap-3">
      <h3 id={heading} className="text-16 font-semibold">
        Conversations
      </h3>
      {list.isPending && <Skeleton className="h-40 rounded-xl" />}
      {list.error && <Alert tone="danger">{messageOf(list.error)}</Alert>}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState icon={<MessagesSquare />} title="No conversations yet" className="px-5 py-8">
          {firstStep}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <ul className="divide-y overflow-hidden rounded-xl border bg-card shadow-raised @3xl:max-h-112 @3xl:overflow-y-auto">
          {rows.map((row) => (
            <li key={row.id}>
              <Link
                href={`/bots/${botId}/channels/${channelId}/conversations/${row.id}`}
                className="grid grid-cols-[minmax(0,1fr)] gap-0.5 px-4 py-3 outline-2 -outline-offset-2 outline-transparent hover:bg-accent focus-visible:outline-ring"
              >
                <span className="flex items-baseline justify-between gap-3">
                  <span dir="auto" className="min-w-0 truncate text-14 font-medium">
                    {conversationName(row)}
                  </span>
                  <span className="shrink-0 text-12 text-muted-foreground">
                    {timeAgo(new Date(row.lastMessageAt), new Date())}
                  </span>
                </span>
                <span className="flex items-center justify-between gap-3">
                  <span className="min-w-0 truncate text-12 text-muted-foreground">{whereFrom(row)}</span>
                  {row.handledBy === "person" && <Badge tone="warning">With people</Badge>}
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
