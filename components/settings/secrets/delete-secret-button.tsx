"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { Secret } from "./secret-types";
import { SecretUses } from "./secret-uses";

/** Deletes a secret after a confirmation that names the actions which use it. */
export function DeleteSecretButton({ secret }: { secret: Secret }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const listed = useQuery(trpc.secrets.list.queryOptions(undefined, { enabled: open, staleTime: 0 }));
  // A conflict means that another action uses it now; the dialog then names that one too.
  const remove = useMutation(trpc.secrets.delete.mutationOptions({ onError: () => listed.refetch() }));
  const { uses } = listed.data?.find(({ id }) => id === secret.id) ?? secret;

  async function confirm() {
    await remove.mutateAsync({ secretId: secret.id, force: uses.length > 0 });
    toast.success(`${secret.name} was deleted.`);
    void queries.invalidateQueries(trpc.secrets.names.queryFilter());
    router.refresh();
  }

  return (
    <ConfirmDialog
      trigger={
        <IconButton label={`Delete ${secret.name}`} tooltip={false} size="sm">
          <Trash2 />
        </IconButton>
      }
      open={open}
      onOpenChange={setOpen}
      danger
      title={`Delete ${secret.name}?`}
      description={
        uses.length === 0 ? (
          "Its value is deleted. No action uses it."
        ) : (
          <Alert tone="warning" title="Its value is deleted. The steps of these actions that use it then fail:">
            <SecretUses label="Actions that use it" uses={uses} />
          </Alert>
        )
      }
      confirmLabel={uses.length > 0 ? "Delete anyway" : "Delete secret"}
      onConfirm={confirm}
    />
  );
}
