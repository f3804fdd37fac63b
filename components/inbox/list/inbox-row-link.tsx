"use client";

import { CircleAlert } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { timeAgo } from "@/components/ui/time-ago";
import { AddressLink } from "../thread/address-link";
import type { InboxRow } from "../inbox-types";
import { customerName } from "./row-name";
import { stateBadge } from "../state-texts";
import { UnreadMark } from "./unread-mark";

interface InboxRowLinkProps {
  row: InboxRow;
  href: string;
  isOpen: boolean;
  now: Date;
}

/** A row of the list: the customer, the last message and who answers. */
export function InboxRowLink({ row, href, isOpen, now }: InboxRowLinkProps) {
  const name = customerName(row);
  const isUnread = row.unread > 0;
  const badge = stateBadge(row.state, row.stop);
  return (
    <AddressLink
      href={href}
      aria-current={isOpen ? "page" : undefined}
      className={cn(
        "grid grid-cols-[auto_minmax(0,1fr)] gap-3 px-4 py-3 outline-2 -outline-offset-2 outline-transparent hover:bg-accent focus-visible:outline-ring",
        isOpen && "bg-secondary hover:bg-secondary",
      )}
    >
      <Avatar name={name} className="mt-0.5" />
      <span className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-0.5">
        <span className="flex items-baseline justify-between gap-3">
          <span dir="auto" className={cn("min-w-0 truncate text-14", isUnread ? "font-semibold" : "font-medium")}>
            {name}
          </span>
          <time dateTime={row.lastMessageAt} className="shrink-0 text-12 text-muted-foreground">
            {timeAgo(new Date(row.lastMessageAt), now)}
          </time>
        </span>
        <span className="flex items-center justify-between gap-3">
          <span dir="auto" className={cn("min-w-0 truncate text-13 leading-5", !isUnread && "text-muted-foreground")}>
            <LastMessage row={row} />
          </span>
          {isUnread && <UnreadMark count={row.unread} />}
        </span>
        <span className="mt-1 flex min-w-0 flex-wrap items-center gap-1.5">
          <Badge tone={badge.tone}>{badge.text}</Badge>
          {row.hasUndelivered && (
            <Badge tone="danger">
              <CircleAlert aria-hidden /> Undelivered
            </Badge>
          )}
          {row.tags.slice(0, SHOWN_TAGS).map((tag) => (
            <Badge key={tag} tone="outline" className="max-w-28 shrink">
              <span dir="auto" className="min-w-0 truncate">
                {tag}
              </span>
            </Badge>
          ))}
          {row.tags.length > SHOWN_TAGS && <Badge tone="outline">+{row.tags.length - SHOWN_TAGS}</Badge>}
          <span className="min-w-0 truncate text-12 text-muted-foreground">{row.channel.name}</span>
        </span>
      </span>
    </AddressLink>
  );
}

const SHOWN_TAGS = 2;

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
