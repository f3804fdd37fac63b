"use client";

import type { inferRouterInputs } from "@trpc/server";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import type { AppRouter } from "@/server/trpc/root";

type Changes = Omit<inferRouterInputs<AppRouter>["channels"]["update"], "channelId">;

/**
 * Saves a channel's settings and shows the result; the input stays when saving fails. Forms that show `failure` beside
 * a field pass `quiet`.
 */
export function useUpdateChannel(channelId: string) {
  const trpc = useTRPC();
  const router = useRouter();
  const update = useMutation(trpc.channels.update.mutationOptions());
  return {
    pending: update.isPending,
    failure: update.error ? messageOf(update.error) : null,
    async save(changes: Changes, { quiet = false } = {}): Promise<boolean> {
      try {
        await update.mutateAsync({ channelId, ...changes });
      } catch (error) {
        if (!quiet) toast.error(messageOf(error));
        return false;
      }
      toast.success("Saved");
      router.refresh();
      return true;
    },
  };
}
