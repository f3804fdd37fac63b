"use client";

import { ArrowDown } from "lucide-react";
import { useMemo } from "react";
import { findChosen } from "@/components/chat/options/find-chosen";
import type { QuickReply } from "@/components/chat/options/option-choice";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import { type DayGroup, dayName, groupByDay } from "./day-groups";
import { EventEntry } from "../entries/event-entry";
import type { InboxMember, ThreadEntry } from "../../inbox-types";
import { MessageEntry } from "../entries/message-entry";
import { NoteEntry } from "../entries/note-entry";
import type { Outgoing, OutgoingMessage } from "../../composer/outgoing";
import { OnSeen } from "../../list/on-seen";
import { OutgoingEntry } from "../entries/outgoing-entry";
import { useNow } from "../../live/use-now";
import type { useThread } from "../use-thread";
import { useFoundMessage } from "./use-found-message";
import { useThreadScroll } from "./use-thread-scroll";

interface ThreadLogProps {
  conversationId: string;
  thread: ReturnType<typeof useThread>;
  /** Outgoing messages that are not in the thread yet. */
  waiting: readonly OutgoingMessage[];
  outgoing: Outgoing;
  /** The entry above which "New" is shown. */
  newFromId: string | null;
  /** The message to scroll to and mark. */
  foundSeq: number | null;
  customer: string;
  member: InboxMember;
}

const MINUTE_MS = 60_000;

/** Messages, notes and events, grouped by day; scrolling up loads older ones. */
export function ThreadLog(props: ThreadLogProps) {
  const { thread, waiting, newFromId, foundSeq, customer, member } = props;
  const now = useNow(MINUTE_MS);
  const { entries, hasOlder, older } = thread;
  const chosen = useMemo(() => findChosen(entries.filter((entry) => entry.type === "message")), [entries]);
  const { box, unseen, isAtEnd, onScroll, onLoad, toEnd } = useThreadScroll(entries, waiting.length);
  useFoundMessage(box, thread, foundSeq);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={box}
        role="log"
        aria-label="Messages"
        // Older messages must not be announced; ThreadNews announces the new ones.
        aria-live="off"
        onScroll={onScroll}
        onLoadCapture={onLoad}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-4 outline-2 -outline-offset-2 outline-transparent focus-visible:outline-ring"
      >
        {hasOlder && <OlderEntries older={older} token={entries[0]?.id} />}
        <div className="mx-auto grid max-w-3xl min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
          {entries.length === 0 && waiting.length === 0 && (
            <p className="py-10 text-center text-14 text-muted-foreground">No messages yet.</p>
          )}
          {groupByDay(entries).map((day) => (
            <Day
              key={day.createdAt}
              day={day}
              now={now}
              newFromId={newFromId}
              foundSeq={foundSeq}
              customer={customer}
              chosen={chosen}
              member={member}
            />
          ))}
          {waiting.map((message) => (
            <OutgoingEntry
              key={message.clientMessageId}
              message={message}
              conversationId={props.conversationId}
              outgoing={props.outgoing}
            />
          ))}
        </div>
      </div>
      {!isAtEnd && (
        <Button
          size="sm"
          variant="outline"
          onClick={toEnd}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-lifted"
        >
          <ArrowDown /> {unseen > 0 ? `${unseen} new` : "Jump to the newest"}
        </Button>
      )}
    </div>
  );
}

interface DayProps extends Pick<ThreadLogProps, "newFromId" | "foundSeq" | "customer" | "member"> {
  day: DayGroup<ThreadEntry>;
  now: Date;
  /** The options that the customer chose, by the id of the message that offers one and of the message that chose it. */
  chosen: ReadonlyMap<string, QuickReply>;
}

function Day({ day, now, newFromId, foundSeq, customer, chosen, member }: DayProps) {
  const name = dayName(day.createdAt, now);
  return (
    <section aria-label={name} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      <Divider text={name} />
      {day.items.map((entry) => (
        <div key={entry.id} data-seq={entry.seq} className={cn("contents", entry.seq === foundSeq && foundStyles)}>
          {entry.id === newFromId && <Divider text="New" isNew />}
          <Entry entry={entry} customer={customer} chosen={chosen.get(entry.id)} member={member} />
        </div>
      ))}
    </section>
  );
}

/** For the last child: a message may have the mark "New" above it. */
const foundStyles =
  "[&>:last-child]:rounded-xl [&>:last-child]:bg-warning-soft/60 [&>:last-child]:outline-6 [&>:last-child]:outline-warning-soft/60";

interface EntryProps extends Pick<ThreadLogProps, "customer" | "member"> {
  entry: ThreadEntry;
  chosen: QuickReply | undefined;
}

function Entry({ entry, customer, chosen, member }: EntryProps) {
  if (entry.type === "note")
    return <NoteEntry note={entry} isMine={entry.author?.id === member.id && member.canOperate} />;
  if (entry.type === "event") return <EventEntry event={entry} />;
  return <MessageEntry message={entry} customer={customer} chosen={chosen} canOperate={member.canOperate} />;
}

function Divider({ text, isNew = false }: { text: string; isNew?: boolean }) {
  const line = isNew ? "h-px flex-1 bg-foreground" : "h-px flex-1 bg-border";
  return (
    <div
      className={isNew ? "flex items-center gap-3 text-foreground" : "flex items-center gap-3 text-muted-foreground"}
    >
      <span aria-hidden className={line} />
      <span className="text-12 font-medium">{text}</span>
      <span aria-hidden className={line} />
    </div>
  );
}

function OlderEntries({ older, token }: { older: ThreadLogProps["thread"]["older"]; token: string | undefined }) {
  return (
    <div className="flex min-h-9 flex-col items-center pb-4">
      {!older.isLoading && !older.failure && <OnSeen key={token} onSeen={() => void older.load()} />}
      {older.isLoading && <Spinner label="Loading older messages" />}
      {older.failure && (
        <Alert
          tone="danger"
          action={
            <Button size="sm" variant="outline" onClick={() => void older.load()}>
              Try again
            </Button>
          }
        >
          {older.failure}
        </Alert>
      )}
    </div>
  );
}
