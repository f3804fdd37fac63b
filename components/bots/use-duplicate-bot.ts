"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";

/** Copies a bot and opens the copy. */
export function useDuplicateBot({ id, name }: { id: string; name: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { mutate, isPending } = useMutation(
    trpc.bots.duplicate.mutationOptions({
      onSuccess(copy) {
        toast.success(`${name} was copied.`, { description: "This is the copy. It has no channels yet." });
        router.push(`/bots/${copy.id}`);
        router.refresh();
      },
      onError: (error) => toast.error(messageOf(error)),
    }),
  );
  return { duplicate: () => mutate({ botId: id }), isPending };
}
