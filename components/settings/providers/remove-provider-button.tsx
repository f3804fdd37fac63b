"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ModelUses } from "./model-uses";
import type { Provider } from "./provider-types";

interface RemoveProviderButtonProps {
  provider: Provider;
  /** The provider's model transcribes voice messages. */
  transcribes: boolean;
  /** The knowledge base is searched with the provider's model. */
  embeds: boolean;
}

/** Removes a provider after a confirmation that names the bots which use it. */
export function RemoveProviderButton({ provider, transcribes, embeds }: RemoveProviderButtonProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const providerId = provider.id;
  const usage = useQuery(trpc.models.providers.uses.queryOptions({ providerId }, { enabled: open, staleTime: 0 }));
  // A conflict means that another bot uses it now; the dialog then names that one too.
  const remove = useMutation(trpc.models.providers.delete.mutationOptions({ onError: () => usage.refetch() }));
  const uses = usage.data ?? [];

  async function confirm() {
    await remove.mutateAsync({ providerId, force: embeds || uses.length > 0 });
    toast.success(`${provider.name} was removed.`);
    router.refresh();
  }

  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="sm">
          Remove
        </Button>
      }
      open={open}
      onOpenChange={setOpen}
      danger
      title={`Remove ${provider.name}?`}
      description={
        <div className="grid gap-3">
          <p>
            Its key is deleted.
            {transcribes && " Voice messages are no longer transcribed."}
            {embeds && " The search of the knowledge base uses it, and then compares words only."}
            {uses.length === 0 && usage.isSuccess && " No bot uses its models."}
          </p>
          {uses.length > 0 && (
            <ModelUses title="These bots can’t answer with its models until you choose others:" uses={uses} />
          )}
        </div>
      }
      confirmLabel={embeds || uses.length > 0 ? "Remove anyway" : "Remove provider"}
      onConfirm={confirm}
    />
  );
}
