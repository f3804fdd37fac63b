"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import { useIsLive, useLiveEvents } from "@/components/live/live-provider";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { AppRouter } from "@/server/trpc/root";

type NotificationPage = inferRouterOutputs<AppRouter>["notifications"]["list"];
export type NotificationItem = NotificationPage["items"][number];

const POLL_MS = 30_000;

/** The workspace's newest notifications: reread after each live event, and polled without a live connection. */
export function useNotificationPage() {
  const trpc = useTRPC();
  const isLive = useIsLive();
  return useQuery(trpc.notifications.list.queryOptions(undefined, { refetchInterval: isLive ? false : POLL_MS }));
}

/** Rereads the notifications after each live event about them, and when another tab has shown them. */
export function useFollowNotifications(): void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const reread = useEffectEvent(() => void queries.invalidateQueries(trpc.notifications.list.queryFilter()));
  useLiveEvents(({ type }) => {
    if (type === "notifications") void queries.invalidateQueries(trpc.notifications.list.queryFilter());
  });
  useEffect(() => {
    const line = new BroadcastChannel(SEEN_CHANNEL);
    line.addEventListener("message", () => reread());
    return () => line.close();
  }, []);
}

const SEEN_CHANNEL = "parley-notifications-seen";

/** Tells the browser's other tabs that the member has seen the notifications. */
function tellSeen(): void {
  const line = new BroadcastChannel(SEEN_CHANNEL);
  line.postMessage("seen");
  line.close();
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The notifications of a bell.
 * @param shown Whether the list is open: it is reread when it opens, and its items then count as seen.
 */
export function useNotifications(shown: boolean) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: page, dataUpdatedAt, error, refetch } = useNotificationPage();
  // Their "New" marks stay visible while the list is open, although they are seen from now on.
  const [shownAsNew, setShownAsNew] = useState(NONE);
  if (!shown && shownAsNew.size > 0) setShownAsNew(NONE);
  const { mutate: markSeen } = useMutation(
    trpc.notifications.markSeen.mutationOptions({
      onMutate() {
        const ids = page?.items.filter(({ isUnseen }) => isUnseen).map(({ id }) => id) ?? [];
        setShownAsNew((known) => new Set([...known, ...ids]));
      },
      onSuccess() {
        tellSeen();
        return queries.invalidateQueries(trpc.notifications.list.queryFilter());
      },
    }),
  );
  const items = useMemo(
    () => page?.items.map((item) => (shownAsNew.has(item.id) ? { ...item, isUnseen: true } : item)) ?? null,
    [page, shownAsNew],
  );
  const unseen = page?.unseen ?? 0;
  const newest = page?.items[0]?.id;
  const isNews = unseen > 0;
  useEffect(() => {
    if (shown) void refetch();
  }, [shown, refetch]);
  useEffect(() => {
    if (shown && isNews && newest !== undefined) markSeen({ notificationId: newest });
  }, [shown, isNews, newest, markSeen]);
  return { items, unseen, error, readAt: new Date(dataUpdatedAt) };
}
