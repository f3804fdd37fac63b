"use client";

import { useQuery } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { MessageCircleOff } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { OpenThere, useWorkspaceElsewhere } from "@/components/workspaces/workspace-elsewhere";
import { AddressLink } from "./header/address-link";
import { LogSkeleton } from "./log/log-skeleton";
import { OpenThread, type ThreadProps } from "./open-thread";

const POLL_MS = 5000;

/** One conversation: its thread, the composer and the customer's details. */
export function ThreadScreen(props: ThreadProps) {
  const { conversationId, isLive, backHref } = props;
  const trpc = useTRPC();
  const conversation = useQuery(
    trpc.inbox.get.queryOptions({ conversationId }, { staleTime: 0, refetchInterval: isLive ? false : POLL_MS }),
  );
  if (conversation.isPending) return <ThreadSkeleton />;
  // A failed refetch keeps the loaded data on screen.
  if (!conversation.data) {
    const retry = () => void conversation.refetch();
    return <ThreadFailure error={conversation.error} onRetry={retry} {...{ conversationId, backHref }} />;
  }
  return <OpenThread {...props} conversation={conversation.data} isFresh={conversation.isFetchedAfterMount} />;
}

interface ThreadFailureProps {
  conversationId: string;
  error: unknown;
  backHref: string;
  onRetry: () => void;
}

function ThreadFailure({ conversationId, error, backHref, onRetry }: ThreadFailureProps) {
  const isGone = error instanceof TRPCClientError && error.data?.code === "NOT_FOUND";
  const { workspace } = useWorkspaceElsewhere(isGone ? conversationId : undefined);
  const back = useRef<HTMLAnchorElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <div className="m-auto p-6">
      <EmptyState
        icon={<MessageCircleOff />}
        title={titleOf(isGone, workspace !== null)}
        action={
          <>
            {workspace && <OpenThere workspace={workspace} />}
            {!isGone && <Button onClick={onRetry}>Try again</Button>}
            <Button asChild variant="outline">
              <AddressLink ref={back} href={backHref}>
                Back to the inbox
              </AddressLink>
            </Button>
          </>
        }
      >
        {workspace && `It belongs to the workspace “${workspace.name}”.`}
        {!workspace && (isGone ? "It may have been deleted, or you do not belong to its workspace." : messageOf(error))}
      </EmptyState>
    </div>
  );
}

function titleOf(isGone: boolean, isElsewhere: boolean): string {
  if (isElsewhere) return "This conversation is in another workspace";
  return isGone ? "Conversation not found" : "The conversation could not be loaded";
}

function ThreadSkeleton() {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-14 items-center gap-3 border-b px-4">
        <Skeleton className="size-8 rounded-full" />
        <Skeleton className="h-5 w-40" />
      </div>
      <LogSkeleton />
    </div>
  );
}
