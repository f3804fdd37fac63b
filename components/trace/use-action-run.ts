"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { ActionRun } from "./run-types";

const POLL_MS = 400;
/** A step can wait for days. */
const POLL_WAITING_MS = 2000;

/** A run of an action, polled until it has ended. */
export function useActionRun(runId: string | null) {
  const trpc = useTRPC();
  return useQuery(
    trpc.actions.run.queryOptions(
      { runId: runId ?? "" },
      {
        enabled: runId !== null,
        staleTime: ({ state }) => (hasEnded(state.data) ? Number.POSITIVE_INFINITY : 0),
        refetchInterval: ({ state }) => {
          if (hasEnded(state.data) || state.error) return false;
          return state.data?.status === "waiting" ? POLL_WAITING_MS : POLL_MS;
        },
      },
    ),
  );
}

/** Whether a run is in a final state. */
export function hasEnded(run: Pick<ActionRun, "status"> | undefined): boolean {
  return run?.status === "succeeded" || run?.status === "failed";
}
