"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";

/** Sends an undelivered message again. */
export function SendAgainButton({ messageId }: { messageId: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const again = useMutation(
    trpc.inbox.sendAgain.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.inbox.thread.pathFilter()),
      onError: (error) => toast.error(messageOf(error)),
    }),
  );
  return (
    <Button
      size="sm"
      variant="outline"
      className="h-7 px-2 text-12"
      pending={again.isPending}
      onClick={() => again.mutate({ messageId })}
    >
      <RotateCw /> Send again
    </Button>
  );
}
