import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";

/** Options for a mutation of a conversation: shows the changed conversation immediately, or the error. */
export function useChangeOptions(conversationId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return {
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries(trpc.inbox.get.queryFilter({ conversationId })),
        queryClient.invalidateQueries(trpc.inbox.thread.queryFilter({ conversationId })),
      ]),
    onError: (error: unknown) => void toast.error(messageOf(error)),
  };
}
