import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { changedText, failedText, undoOf } from "./changed-text";
import type { ManyChange } from "./inbox-types";

/** Changes one or more conversations in one request and says what was done; some changes can be undone from the message. */
export function useChangeMany() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.inbox.changeMany.mutationOptions({
      onSuccess: ({ done, failed }, { change, conversationIds }) => {
        const undo = undoOf(change);
        if (done > 0) {
          toast(changedText(change, done), {
            ...(undo && { action: { label: "Undo", onClick: () => mutate({ conversationIds, change: undo }) } }),
          });
        }
        if (failed.length > 0) toast.error(failedText(failed, conversationIds.length));
        return queryClient.invalidateQueries(trpc.inbox.pathFilter());
      },
      onError: (error) => void toast.error(messageOf(error)),
    }),
  );
  return {
    isPending,
    changeMany: (conversationIds: string[], change: ManyChange) => {
      if (conversationIds.length > 0) mutate({ conversationIds, change });
    },
  };
}
