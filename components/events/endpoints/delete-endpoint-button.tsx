"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { WEBHOOKS_PATH } from "../webhook-pages";
import type { Endpoint } from "./endpoint-types";

/** Deletes an endpoint after a question. */
export function DeleteEndpointButton({ endpoint: { id, name } }: { endpoint: Endpoint }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const remove = useMutation(trpc.eventEndpoints.delete.mutationOptions());

  async function confirm() {
    await remove.mutateAsync({ endpointId: id });
    toast.success(`${name} was deleted.`);
    void queries.invalidateQueries(trpc.eventEndpoints.list.queryFilter());
    router.push(WEBHOOKS_PATH);
    router.refresh();
  }

  return (
    <ConfirmDialog
      trigger={
        <IconButton label="Delete this endpoint" variant="outline">
          <Trash2 />
        </IconButton>
      }
      danger
      title={`Delete ${name}?`}
      description="It gets no more events, and the log of its deliveries is deleted, too. Events that wait for it are not sent. This cannot be undone. To keep the log, turn the endpoint off instead."
      confirmLabel="Delete endpoint"
      onConfirm={confirm}
    />
  );
}
