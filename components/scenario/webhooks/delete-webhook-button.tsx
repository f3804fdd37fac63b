"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Webhook, webhookPath } from "./webhook-types";

/** Deletes a webhook after a confirmation that names the interactions which use it. */
export function DeleteWebhookButton({ webhook: { id, botId, name, uses } }: { webhook: Webhook }) {
  const trpc = useTRPC();
  const router = useRouter();
  // Interactions that began to use it meanwhile are named by the refusal.
  const [isForced, setForced] = useState(uses.length > 0);
  const remove = useMutation(
    trpc.scenarioWebhooks.delete.mutationOptions({
      onError: ({ data }) => {
        if (data?.code === "CONFLICT") setForced(true);
      },
    }),
  );

  async function confirm() {
    await remove.mutateAsync({ webhookId: id, force: isForced });
    toast.success(`${name} was deleted.`);
    router.push(webhookPath(botId));
    router.refresh();
  }

  return (
    <ConfirmDialog
      trigger={
        <Button variant="outline">
          <Trash2 /> Delete
        </Button>
      }
      danger
      title={`Delete ${name}?`}
      description={
        uses.length === 0
          ? "Its log is deleted, too. No interaction uses it."
          : `Its log is deleted, too. ${uses.map((use) => `“${use.name}”`).join(", ")} then ${uses.length === 1 ? "calls" : "call"} no webhook any more, also in the published version.`
      }
      confirmLabel={isForced ? "Delete anyway" : "Delete webhook"}
      onConfirm={confirm}
    />
  );
}
