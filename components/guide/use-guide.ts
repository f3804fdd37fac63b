import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { Guide } from "@/server/guide/guide-steps";
import { shownSteps } from "./steps";

/** How often the steps are read again, for what other tabs, colleagues and customers do. */
const READ_MS = 15_000;
/** Changes of these parts may finish a step. */
const PARTS = new Set<unknown>(["actions", "bots", "guide", "scenario", "scenarioWebhooks"]);

/**
 * The first steps and which are done; null if the guide was put away, or for a member who may not edit.
 * @param initial As the server read it for this page.
 */
export function useGuide(canEdit: boolean, initial?: Guide | null) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data: guide } = useQuery({
    ...trpc.guide.get.queryOptions(undefined, {
      enabled: canEdit,
      refetchOnWindowFocus: "always",
      refetchInterval: ({ state }) => (state.data ? READ_MS : false),
    }),
    ...(initial !== undefined && { initialData: initial }),
  });
  const isShown = Boolean(guide);
  const { queryKey } = trpc.guide.get.queryOptions();
  useEffect(() => {
    if (!isShown) return;
    return client.getMutationCache().subscribe(({ type, mutation, ...event }) => {
      if (type !== "updated" || !("action" in event) || event.action.type !== "success") return;
      if (PARTS.has(partOf(mutation.options.mutationKey))) void client.invalidateQueries({ queryKey });
    });
  }, [client, isShown, queryKey]);
  if (!guide) return null;
  const steps = shownSteps(guide);
  const next = steps.find(({ isDone }) => !isDone) ?? null;
  return { steps, next, doneCount: steps.filter(({ isDone }) => isDone).length };
}

/** The router of a mutation of the API, whose key is `[["bots", "publish"]]`. */
function partOf(key: readonly unknown[] | undefined): unknown {
  const path = key?.[0];
  return Array.isArray(path) ? path[0] : undefined;
}
