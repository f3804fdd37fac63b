"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusDot } from "@/components/ui/status-dot";
import { draftKey, type UnsentMessage } from "./composer/draft-store";
import { FilterBar } from "./list/filter-bar";
import { InboxList } from "./list/inbox-list";
import type { InboxMember } from "./inbox-types";
import { createOutgoing } from "./composer/outgoing";
import { ThreadScreen } from "./thread/thread-screen";
import { addressOf, useInboxAddress } from "./list/use-inbox-address";
import { useInboxList } from "./list/use-inbox-list";
import { useInboxLive } from "./live/use-inbox-live";

const POLL_MS = 5000;

/** Every customer conversation of the workspace: the list, the open thread and its details. */
export function InboxScreen({ member }: { member: InboxMember }) {
  const trpc = useTRPC();
  const { conversationId, filters, change } = useInboxAddress();
  const inbox = useInboxList(filters);
  const isLive = useInboxLive(conversationId, inbox.refresh);
  const facets = useQuery(trpc.inbox.facets.queryOptions(undefined, { refetchInterval: isLive ? false : POLL_MS }));
  const outgoing = useOutgoing(member.id);
  return (
    <div className="flex h-[calc(100dvh-var(--shell-top))] min-w-0">
      {/* On phones the visible title belongs to the list, which the thread replaces. */}
      <h1 className="sr-only">Inbox</h1>
      <section
        aria-label="List of conversations"
        className={cn(
          "flex w-full min-w-0 shrink-0 flex-col md:w-72 md:border-r 2xl:w-88",
          conversationId !== null && "max-md:hidden",
        )}
      >
        <div className="grid gap-3 border-b px-3 pt-4 pb-3">
          <div className="flex items-center justify-between px-1">
            <p aria-hidden className="text-16 font-semibold tracking-tight">
              Inbox
            </p>
            <StatusDot
              tone={isLive ? "success" : "neutral"}
              label={isLive ? "Live" : "Connecting"}
              className="text-12 text-muted-foreground"
            />
          </div>
          <FilterBar filters={filters} facets={facets.data} onChange={change} />
        </div>
        <InboxList inbox={inbox} filters={filters} openId={conversationId} onChange={change} />
      </section>
      {conversationId === null ? (
        <div className="hidden min-w-0 flex-1 items-center justify-center p-6 md:flex">
          <EmptyState icon={<MessagesSquare />} title="Choose a conversation" className="border-none">
            Follow along while the bot answers, take over when a person is needed, and give the conversation back when
            you are done. Press j and k to move through the list.
          </EmptyState>
        </div>
      ) : (
        <ThreadScreen
          key={conversationId}
          conversationId={conversationId}
          member={member}
          outgoing={outgoing}
          isLive={isLive}
          backHref={addressOf(null, filters)}
        />
      )}
    </div>
  );
}

function useOutgoing(userId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const write = useMutation(trpc.inbox.write.mutationOptions()).mutateAsync;
  const addNote = useMutation(trpc.inbox.addNote.mutationOptions()).mutateAsync;
  const [outgoing] = useState(() =>
    createOutgoing({
      storage: () => window.localStorage,
      keyOf: (conversationId) => draftKey(userId, conversationId),
      deliver: async (conversationId, { clientMessageId, text, files, isNote }: UnsentMessage) => {
        if (isNote) return [(await addNote({ conversationId, text, clientNoteId: clientMessageId })).id];
        const fileIds = files.map(({ fileId }) => fileId);
        return (await write({ conversationId, text, fileIds, clientMessageId })).messageIds;
      },
      settle: (conversationId) =>
        Promise.all([
          queryClient.invalidateQueries(trpc.inbox.thread.queryFilter({ conversationId })),
          queryClient.invalidateQueries(trpc.inbox.get.queryFilter({ conversationId })),
        ]),
      explain: messageOf,
    }),
  );
  return outgoing;
}
