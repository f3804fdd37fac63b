import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";

/** Saves the languages of a bot's draft. */
export interface LanguageSetting {
  set: (languages: string[]) => void;
  isPending: boolean;
  /** Why they were not saved. */
  error: string | undefined;
}

export function useSetLanguages(botId: string): LanguageSetting {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const saving = useMutation(
    trpc.languages.set.mutationOptions({
      async onSuccess() {
        // The bot's header shows whether the draft differs from the published bot.
        void queries.invalidateQueries(trpc.bots.pathFilter());
        await queries.invalidateQueries(trpc.languages.get.queryFilter({ botId }));
      },
    }),
  );
  return {
    set: (languages) => saving.mutate({ botId, languages }),
    isPending: saving.isPending,
    error: saving.error ? messageOf(saving.error) : undefined,
  };
}
