"use client";

import { useQueries } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMemo } from "react";
import { useTestTurns } from "@/components/test-chat/test-turns";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { AppRouter } from "@/server/trpc/root";
import { markPath, type TestPath } from "./path-marks";

type Turn = inferRouterOutputs<AppRouter>["conversations"]["turn"];

/** How many of the newest turns are marked. */
const MOST_TURNS = 20;
const POLL_MS = 1000;

/** The way that the test chat beside the page took through the scenario. */
export function useTestPath(botId: string): TestPath {
  const trpc = useTRPC();
  const turnIds = useTestTurns(botId).slice(-MOST_TURNS);
  const traces = useQueries({
    queries: turnIds.map((turnId) =>
      trpc.conversations.turn.queryOptions(
        { turnId },
        {
          // A turn that has ended never changes.
          staleTime: ({ state }) => (hasEnded(state.data) ? Infinity : 0),
          refetchInterval: ({ state }) => (hasEnded(state.data) ? false : POLL_MS),
        },
      ),
    ),
    combine: (results) => results.flatMap(({ data }) => (data ? [data.trace] : [])),
  });
  return useMemo(() => markPath(traces), [traces]);
}

function hasEnded(turn: Turn | undefined): boolean {
  return turn !== undefined && turn.durationMs !== null;
}
