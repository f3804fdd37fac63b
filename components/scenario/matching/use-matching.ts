import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";

const POLL_MS = 1000;

/** What is known about the phrases of a bot's draft, and a function that trains them. */
export function useMatching(botId: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const options = trpc.scenario.matching.queryOptions(
    { botId },
    // Phrases are edited elsewhere on the page; a running training is watched until it has ended.
    { staleTime: 0, refetchInterval: ({ state }) => (state.data?.status === "training" ? POLL_MS : false) },
  );
  const matching = useQuery(options);
  const train = useMutation(
    trpc.scenario.train.mutationOptions({ onSettled: () => queries.invalidateQueries({ queryKey: options.queryKey }) }),
  );
  return {
    matching: matching.data,
    loadError: matching.error ? messageOf(matching.error) : null,
    train: () => train.mutate({ botId }),
    isTraining: train.isPending || matching.data?.status === "training",
    trainError: train.error ? messageOf(train.error) : (matching.data?.error ?? null),
  };
}
