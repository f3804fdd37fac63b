import { BellOff, CircleGauge, MailWarning, type LucideIcon, Unplug, UserRound, Zap } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { timeAgo } from "@/components/ui/time-ago";
import { placeOf, subjectOf } from "./notification-subject";
import type { NotificationItem } from "./use-notifications";

interface NotificationListProps {
  /** Null while loading. */
  items: NotificationItem[] | null;
  failure: string | null;
  /** The time at which the items were loaded. */
  now: Date;
  /** Called when a link is followed. */
  onFollow: () => void;
}

/** Notifications, newest first; each links to its conversation, channel or bot. */
export function NotificationList({ items, failure, now, onFollow }: NotificationListProps) {
  if (failure !== null) {
    return (
      <Alert tone="danger" className="m-3">
        {failure}
      </Alert>
    );
  }
  if (items === null) return <Skeleton className="m-3 h-24" />;
  if (items.length === 0) {
    return (
      <EmptyState icon={<BellOff />} title="Nothing new" className="m-3 px-4 py-8">
        When a bot needs a person, or a message can't be delivered, it shows up here.
      </EmptyState>
    );
  }
  return (
    <ul className="min-h-0 divide-y overflow-y-auto">
      {items.map((item) => (
        <li key={item.id}>
          <Entry item={item} onFollow={onFollow}>
            <Words item={item} now={now} />
          </Entry>
        </li>
      ))}
    </ul>
  );
}

const entryStyles = "flex gap-3 px-4 py-3 text-left";

function Entry({ item, onFollow, children }: { item: NotificationItem; onFollow: () => void; children: ReactNode }) {
  const href = placeOf(item);
  if (href === null) return <div className={entryStyles}>{children}</div>;
  return (
    <Link
      href={href}
      onClick={onFollow}
      className={`${entryStyles} outline-2 -outline-offset-2 outline-transparent hover:bg-accent focus-visible:outline-ring`}
    >
      {children}
    </Link>
  );
}

const icons: Record<NotificationItem["kind"], LucideIcon> = {
  person_called: UserRound,
  action_called: Zap,
  undelivered: MailWarning,
  webhook_failing: Unplug,
  limit_reached: CircleGauge,
};

function Words({ item, now }: { item: NotificationItem; now: Date }) {
  const Icon = icons[item.kind];
  const where = subjectOf(item);
  return (
    <>
      <Icon
        aria-hidden
        className={cn(
          "mt-0.5 size-4 shrink-0",
          item.kind === "person_called" ? "text-warning-soft-foreground" : "text-muted-foreground",
        )}
      />
      <span className="grid min-w-0 flex-1 gap-0.5">
        <span className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 text-14 font-medium wrap-anywhere">{item.title}</span>
          <span className="shrink-0 text-12 text-muted-foreground">{timeAgo(new Date(item.createdAt), now)}</span>
        </span>
        {item.body !== "" && (
          <span className="line-clamp-3 text-13 leading-5 wrap-anywhere text-muted-foreground">{item.body}</span>
        )}
        {where !== "" && <span className="truncate text-12 text-muted-foreground">{where}</span>}
      </span>
      {item.isUnseen && (
        <span className="mt-1.5 size-2 shrink-0 rounded-full bg-foreground">
          <span className="sr-only">New</span>
        </span>
      )}
    </>
  );
}
