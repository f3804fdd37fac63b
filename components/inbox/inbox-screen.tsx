"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { EmptyState } from "@/components/ui/empty-state";
import { draftKey, type UnsentMessage } from "./composer/draft-store";
import { ListPane } from "./list/list-pane";
import type { InboxMember } from "./inbox-types";
import { createOutgoing } from "./composer/outgoing";
import { ThreadScreen } from "./thread/thread-screen";
import { addressOf, useInboxAddress } from "./list/use-inbox-address";
import { useInboxList } from "./list/use-inbox-list";
import { useInboxLive } from "./live/use-inbox-live";

/** Every customer conversation of the workspace: the list, the open thread and its details. */
export function InboxScreen({ member }: { member: InboxMember }) {
  const { conversationId, foundSeq, filters, change } = useInboxAddress();
  const inbox = useInboxList(filters);
  const isLive = useInboxLive(conversationId, inbox.refresh);
  const outgoing = useOutgoing(member.id);
  return (
    <div className="flex h-[calc(100dvh-var(--shell-top))] min-w-0">
      {/* On phones the visible title belongs to the list, which the thread replaces. */}
      <h1 className="sr-only">Inbox</h1>
      <ListPane
        inbox={inbox}
        filters={filters}
        openId={conversationId}
        member={member}
        isLive={isLive}
        onChange={change}
      />
      {conversationId === null ? (
        <div className="hidden min-w-0 flex-1 items-center justify-center p-6 md:flex">
          <EmptyState icon={<MessagesSquare />} title="Choose a conversation" className="border-none">
            Follow along while the bot answers, take over when a person is needed, and give the conversation back when
            you are done. Press j and k to move through the list, and ? for all keys.
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
          foundSeq={foundSeq}
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
      deliver: async (conversationId, { clientMessageId, text, writtenText, files, isNote }: UnsentMessage) => {
        if (isNote) return [(await addNote({ conversationId, text, clientNoteId: clientMessageId })).id];
        const fileIds = files.map(({ fileId }) => fileId);
        return (await write({ conversationId, text, writtenText, fileIds, clientMessageId })).messageIds;
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
