"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";

/** Switches the use of a source in answers on or off. While it is saved, `shown` is the wanted state. */
export function useSwitchSource(sourceId: string, isEnabled: boolean) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.knowledge.update.mutationOptions());

  async function change(wanted: boolean) {
    try {
      await update.mutateAsync({ sourceId, isEnabled: wanted });
    } catch (error) {
      toast.error(messageOf(error));
    }
    await queries.invalidateQueries(trpc.knowledge.pathFilter());
  }

  const shown = update.isPending ? (update.variables.isEnabled ?? isEnabled) : isEnabled;
  return { shown, change };
}
