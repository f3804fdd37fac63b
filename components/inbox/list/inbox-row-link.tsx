"use client";

import { AlarmClock, CircleAlert } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { timeAgo } from "@/components/ui/time-ago";
import { AddressLink } from "../thread/header/address-link";
import type { InboxRow } from "../inbox-types";
import { ReminderMark } from "../reminders/reminder-mark";
import { snoozeText } from "../snooze-times";
import { rowBadge } from "../state-texts";
import { customerName } from "./row-name";
import { UnreadMark } from "./unread-mark";

interface InboxRowLinkProps {
  row: InboxRow;
  href: string;
  isOpen: boolean;
  isSelected?: boolean;
  now: Date;
}

/** A row of the list: the customer, the last message or the one that a search found, and who answers. */
export function InboxRowLink({ row, href, isOpen, isSelected = false, now }: InboxRowLinkProps) {
  const name = customerName(row);
  const isUnread = row.unread > 0;
  const badge = rowBadge(row.state);
  const [tag, ...moreTags] = row.tags;
  return (
    <AddressLink
      href={href}
      aria-current={isOpen ? "page" : undefined}
      className={cn(
        "grid h-16 grid-cols-[auto_minmax(0,1fr)] items-center gap-3 px-4 outline-2 -outline-offset-2 outline-transparent hover:bg-accent focus-visible:outline-ring",
        isSelected && "bg-accent",
        isOpen && "bg-secondary hover:bg-secondary",
      )}
    >
      <Avatar name={name} />
      <span className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-0.5">
        <span className="flex items-center gap-2">
          <span
            dir="auto"
            className={cn("min-w-0 truncate text-14 leading-5", isUnread ? "font-semibold" : "font-medium")}
          >
            {name}
          </span>
          {tag !== undefined && (
            <span
              title={row.tags.join(", ")}
              className="flex min-w-0 shrink-4 items-center text-12 text-muted-foreground"
            >
              <bdi className="max-w-24 min-w-0 truncate rounded-sm border px-1 leading-4">{tag}</bdi>
              {moreTags.length > 0 && <span className="ml-1 shrink-0">+{moreTags.length}</span>}
            </span>
          )}
          <time dateTime={row.lastMessageAt} className="ml-auto shrink-0 text-12 text-muted-foreground">
            {timeAgo(new Date(row.lastMessageAt), now)}
          </time>
        </span>
        <span className="flex items-center gap-1.5">
          <span
            dir="auto"
            className={cn("min-w-0 flex-1 truncate text-13 leading-5", !isUnread && "text-muted-foreground")}
          >
            {row.hit ? <HitText parts={row.hit.parts} /> : <LastMessage row={row} />}
          </span>
          {row.hasUndelivered && (
            <span className="shrink-0 text-destructive-soft-foreground" title="Undelivered">
              <CircleAlert aria-hidden className="size-4" />
              <span className="sr-only">, undelivered</span>
            </span>
          )}
          <SnoozeMark row={row} now={now} />
          {row.reminder && <ReminderMark reminder={row.reminder} now={now} />}
          {row.assignee && (
            <span className="shrink-0" title={`Assigned to ${row.assignee.name}`}>
              <Avatar name={row.assignee.name} photoId={row.assignee.photoId} size="sm" className="size-5" />
              <span className="sr-only">, assigned to {row.assignee.name}</span>
            </span>
          )}
          <Badge tone={badge.tone} className="px-1.5 py-0">
            {badge.text}
          </Badge>
          {isUnread && <UnreadMark count={row.unread} />}
        </span>
      </span>
    </AddressLink>
  );
}

/** A snooze that lasts, or one that has ended since the last message. */
function SnoozeMark({ row: { snoozedUntil, lastMessageAt, state }, now }: { row: InboxRow; now: Date }) {
  if (snoozedUntil === null || state === "closed") return null;
  const until = new Date(snoozedUntil);
  const lasts = until > now;
  if (!lasts && until < new Date(lastMessageAt)) return null;
  const text = lasts ? `Snoozed until ${snoozeText(until, now)}` : "The snooze has ended";
  return (
    <span className={cn("shrink-0", lasts ? "text-muted-foreground" : "text-warning-soft-foreground")} title={text}>
      <AlarmClock aria-hidden className="size-4" />
      <span className="sr-only">, {text}</span>
    </span>
  );
}

/** An excerpt of the message that a search found, with the words marked. */
function HitText({ parts }: Pick<NonNullable<InboxRow["hit"]>, "parts">) {
  return parts.map(({ text, isHit }, index) =>
    isHit ? (
      // The parts have no ids, and their order does not change.
      // eslint-disable-next-line react/no-array-index-key
      <mark key={index} className="rounded-xs bg-warning-soft text-warning-soft-foreground">
        {text}
      </mark>
    ) : (
      text
    ),
  );
}

const speakers = { customer: null, ai: "Bot:", employee: "Employee:" };

/**
 * The sender is a separate element, so that the row takes the direction of the message's text. The space after it is
 * outside: inside, a right-to-left row would draw it at the wrong end.
 */
function LastMessage({ row: { lastMessage } }: { row: InboxRow }) {
  if (lastMessage === null) return "No messages yet";
  const speaker = speakers[lastMessage.sender];
  return (
    <>
      {speaker && (
        <>
          <bdi>{speaker}</bdi>{" "}
        </>
      )}
      {lastMessage.text || (lastMessage.fileName ?? "A file")}
    </>
  );
}
