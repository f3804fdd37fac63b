"use client";

import { useMemo, useState, useSyncExternalStore } from "react";
import { DetailsPane } from "../details/details-pane";
import { useDetailsFold } from "../details/use-details-fold";
import { firstUnread } from "./first-unread";
import type { InboxConversation, InboxMember } from "../inbox-types";
import { LogSkeleton } from "./log/log-skeleton";
import type { Outgoing } from "../composer/outgoing";
import { customerName } from "../list/row-name";
import { ThreadActions } from "./header/thread-actions";
import { ThreadHeader } from "./header/thread-header";
import { ThreadLog } from "./log/thread-log";
import { ThreadNews } from "./thread-news";
import { useMarkRead } from "./use-mark-read";
import { usePresence } from "./use-presence";
import { useThread } from "./use-thread";
import { WritePanel } from "../composer/write-panel";
import { LoadFailure } from "@/components/ui/load-failure";

export interface ThreadProps {
  conversationId: string;
  member: InboxMember;
  outgoing: Outgoing;
  isLive: boolean;
  /** The address of the list without a conversation. */
  backHref: string;
  /** The message to show first, which a search found. */
  foundSeq: number | null;
}

interface OpenThreadProps extends ThreadProps {
  conversation: InboxConversation;
  /** Whether the conversation was read since it was opened, rather than taken from the cache. */
  isFresh: boolean;
}

/** The panes of a loaded conversation: thread, composer and details. */
export function OpenThread(props: OpenThreadProps) {
  const { conversation, conversationId, member, outgoing, isLive, backHref } = props;
  const thread = useThread(conversationId, isLive);
  const { entries } = thread;
  const onType = usePresence(conversationId);
  const customer = customerName(conversation);
  const viewers = useMemo(
    () => conversation.viewers.filter(({ userId }) => userId !== member.id),
    [conversation.viewers, member.id],
  );
  const fold = useDetailsFold();
  const details = <DetailsPane conversation={conversation} entries={entries} member={member} />;
  const shared = { conversation, entries, viewers, member, outgoing, onType };
  return (
    <>
      <section aria-label={`Conversation with ${customer}`} className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ThreadHeader conversation={conversation} viewers={viewers} backHref={backHref} details={details} fold={fold}>
          <ThreadActions conversation={conversation} member={member} />
        </ThreadHeader>
        <WritePanel {...shared}>
          {thread.newest.error && (
            <LoadFailure error={thread.newest.error} onRetry={thread.newest.refetch} className="m-3" />
          )}
          {thread.newest.isPending && <LogSkeleton />}
          {thread.newest.data && <ReadThread {...props} thread={thread} customer={customer} />}
        </WritePanel>
        <ThreadNews entries={entries} customer={customer} memberId={member.id} />
      </section>
      {fold.isOpen && (
        <aside aria-label="Details" className="hidden w-80 shrink-0 overflow-y-auto border-l xl:block">
          {details}
        </aside>
      )}
    </>
  );
}

type Thread = ReturnType<typeof useThread>;

function ReadThread(props: OpenThreadProps & { thread: Thread; customer: string }) {
  const { thread, conversation, conversationId, isFresh, outgoing, member, customer, foundSeq } = props;
  const { entries } = thread;
  const waiting = useWaiting(outgoing, conversationId, entries);
  const newFromId = useNewMark(thread, conversation, isFresh);
  const lastSeq = entries.findLast(({ type }) => type === "message")?.seq ?? 0;
  useMarkRead({ conversation, lastSeq, enabled: member.canOperate && newFromId !== undefined });
  return (
    <ThreadLog
      conversationId={conversationId}
      thread={thread}
      waiting={waiting}
      outgoing={outgoing}
      newFromId={newFromId ?? null}
      foundSeq={foundSeq}
      customer={customer}
      member={member}
    />
  );
}

/** The outgoing messages that the thread does not show yet. */
function useWaiting(outgoing: Outgoing, conversationId: string, entries: readonly { id: string }[]) {
  const list = useSyncExternalStore(
    outgoing.subscribe,
    () => outgoing.list(conversationId),
    () => NOTHING,
  );
  return useMemo(() => {
    const shown = new Set(entries.map(({ id }) => id));
    return list.filter(({ entryIds }) => !entryIds.some((id) => shown.has(id)));
  }, [list, entries]);
}

const NOTHING: ReturnType<Outgoing["list"]> = [];

/** The entry above which "New" is shown while the conversation is open; undefined until it is known. */
function useNewMark(thread: Thread, { unread }: InboxConversation, isFresh: boolean) {
  const [mark, setMark] = useState<string | null>();
  if (mark === undefined && isFresh && thread.newest.isFetchedAfterMount && thread.newest.data) {
    setMark(firstUnread(thread.entries, unread));
  }
  return mark;
}
