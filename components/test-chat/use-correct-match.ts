import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { fingerprint } from "@/server/scenario/editing/fingerprint";
import type { ScenarioEdit } from "@/server/scenario/editing/edit-scenario";

const MAX_PHRASE_CHARACTERS = 500;

/** Adds a message to the phrases of an interaction, which a toast can take back. */
export function useCorrectMatch(botId: string, text: string, onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const draft = trpc.scenario.get.queryOptions({ botId });
  const { data } = useQuery(draft);
  const { mutateAsync, isPending, error } = useMutation(trpc.scenario.edit.mutationOptions());
  const phrase = text.slice(0, MAX_PHRASE_CHARACTERS).trim();

  async function apply(edit: ScenarioEdit) {
    const { undo } = await mutateAsync(edit);
    await Promise.all([queries.invalidateQueries(draft), queries.invalidateQueries(trpc.bots.pathFilter())]);
    return undo;
  }

  async function takeBack(undo: ScenarioEdit) {
    try {
      await apply(undo);
    } catch (refusal) {
      toast.error(messageOf(refusal));
    }
  }

  async function correct(interactionId: string) {
    // What others changed meanwhile stays.
    const { interactions } = await queries.fetchQuery({ ...draft, staleTime: 0 });
    const right = interactions.find(({ id }) => id === interactionId);
    if (!right) return;
    if (right.phrases.includes(phrase)) {
      toast(`${right.name} already has this phrase.`);
      return onDone();
    }
    const put = [{ ...right, phrases: [...right.phrases, phrase] }];
    const edit = { botId, put, remove: [], check: fingerprint(interactions, [interactionId]) };
    try {
      const undo = await apply(edit);
      toast.success(`The phrase was added to ${right.name}.`, {
        action: { label: "Undo", onClick: () => void takeBack(undo) },
      });
      onDone();
    } catch {
      // The field shows the refusal.
    }
  }

  return {
    options: (data?.interactions ?? [])
      .filter(({ role }) => role !== "fallback")
      .map(({ id, name, folder }) => ({ value: id, label: name, hint: folder })),
    correct: (interactionId: string) => void correct(interactionId),
    isPending,
    error: error ? messageOf(error) : undefined,
  };
}
