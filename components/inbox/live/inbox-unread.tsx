"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { UnreadMark } from "../list/unread-mark";

const LOOK_EVERY_MS = 30_000;

/** The unread count in the navigation; an open inbox updates it immediately. */
export function InboxUnread() {
  const trpc = useTRPC();
  const facets = useQuery(trpc.inbox.facets.queryOptions(undefined, { refetchInterval: LOOK_EVERY_MS }));
  const unread = facets.data?.unread ?? 0;
  return unread > 0 && <UnreadMark count={unread} className="ml-auto" />;
}
