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
 * Saves changes of a channel and says how that went; what was typed stays when it fails.
 * `failure` is for forms that show it beside their field: they save with `quiet`.
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
