"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { BotUses } from "./bot-uses";

interface DeleteBotDialogProps {
  botId: string;
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The element to focus if the bot is not deleted. */
  returnFocusTo: () => HTMLElement | null;
}

/** Confirms the deletion of a bot, and lists the other bots that use it. */
export function DeleteBotDialog({ botId, name, open, onOpenChange, returnFocusTo }: DeleteBotDialogProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const usage = useQuery(trpc.bots.usage.queryOptions({ botId }, { enabled: open, staleTime: 0 }));
  // A conflict means that another use was added; the dialog then shows that one too.
  const remove = useMutation(trpc.bots.delete.mutationOptions({ onError: () => usage.refetch() }));
  const uses = usage.data ?? [];

  async function confirm() {
    await remove.mutateAsync({ botId, force: uses.length > 0 });
    toast.success(`${name} was deleted.`);
    router.refresh();
  }

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      danger
      title={`Delete ${name}?`}
      description={
        <div className="grid gap-3">
          <p>
            Its actions, channels, published versions and conversations are deleted too. Customers who write to it get
            no more answers. This cannot be undone.
          </p>
          {uses.length > 0 && <BotUses name={name} uses={uses} />}
        </div>
      }
      confirmLabel={uses.length > 0 ? "Delete anyway" : "Delete bot"}
      onConfirm={confirm}
      returnFocusTo={() => (remove.isSuccess ? document.getElementById("content") : returnFocusTo())}
    />
  );
}
