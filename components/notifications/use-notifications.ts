"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useEffect } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { AppRouter } from "@/server/trpc/root";

export type NotificationItem = inferRouterOutputs<AppRouter>["notifications"]["list"]["items"][number];

const LOOK_EVERY_MS = 30_000;

/**
 * The workspace's newest notifications, polled every half minute while the page is visible.
 * @param shown Whether the list is open: its items then count as seen.
 */
export function useNotifications(shown: boolean) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const list = trpc.notifications.list.queryOptions(undefined, { refetchInterval: LOOK_EVERY_MS });
  const { data: page, dataUpdatedAt, error } = useQuery(list);
  const { mutate: markSeen } = useMutation(
    trpc.notifications.markSeen.mutationOptions({
      // Don't reload the list: its "New" marks should stay visible while it is open.
      onSuccess: () => queries.setQueryData(list.queryKey, (known) => known && { ...known, unseen: 0 }),
    }),
  );
  const unseen = page?.unseen ?? 0;
  const newest = page?.items[0]?.id;
  const isNews = unseen > 0;
  useEffect(() => {
    if (shown && isNews && newest !== undefined) markSeen({ notificationId: newest });
  }, [shown, isNews, newest, markSeen]);
  return { page, unseen, error, readAt: new Date(dataUpdatedAt) };
}
