"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";

/** Returns the names of the workspace's bots by their ids. */
export function useBotNames(): (botId: string) => string {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.bots.list.queryOptions());
  return useCallback((botId) => data?.find(({ id }) => id === botId)?.name ?? "Another bot", [data]);
}
