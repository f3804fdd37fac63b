"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { WebhookInput } from "@/server/scenario/webhooks/editing/webhook-input";
import type { Webhook } from "../webhook-types";

export interface WebhookTarget {
  botId: string;
  /** Null for a new one. */
  webhook: Webhook | null;
  onSaved: (id: string) => void;
}

/** Returns a function that saves a webhook and says how its verification ended. It rejects when saving fails. */
export function useSaveWebhook({ botId, webhook, onSaved }: WebhookTarget) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const create = useMutation(trpc.scenarioWebhooks.create.mutationOptions());
  const update = useMutation(trpc.scenarioWebhooks.update.mutationOptions());
  return async (input: WebhookInput): Promise<void> => {
    const { id, verification } = webhook
      ? await update.mutateAsync({ webhookId: webhook.id, webhook: input })
      : await create.mutateAsync({ botId, webhook: input });
    if (verification === null) toast.success("Saved");
    else if (verification.isVerified) toast.success("Saved and verified");
    else toast.warning("Saved, but the address is not verified", { description: verification.error });
    void queries.invalidateQueries(trpc.scenarioWebhooks.pathFilter());
    router.refresh();
    onSaved(id);
  };
}
