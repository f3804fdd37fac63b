"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";

/** Copies a saved action and opens the copy. */
export function useDuplicate(botId: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const duplicate = useMutation(trpc.actions.duplicate.mutationOptions());
  return async (actionId: string) => {
    try {
      const { id, name } = await duplicate.mutateAsync({ actionId });
      await queries.invalidateQueries(trpc.bots.pathFilter());
      toast.success(`${name} was created. It is off until you turn it on in the list of actions.`);
      router.push(`/bots/${botId}/actions/${id}`);
    } catch (error) {
      toast.error(messageOf(error));
    }
  };
}
