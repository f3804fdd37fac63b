"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { ApiKey } from "./api-key-types";

/** Revokes an API key after a confirmation. */
export function RevokeKeyButton({ apiKey: { id, name, prefix } }: { apiKey: ApiKey }) {
  const trpc = useTRPC();
  const router = useRouter();
  const revoke = useMutation(trpc.apiKeys.revoke.mutationOptions());

  async function confirm() {
    await revoke.mutateAsync({ keyId: id });
    toast.success(`${name} was revoked.`);
    router.refresh();
  }

  return (
    <ConfirmDialog
      trigger={
        <IconButton label={`Revoke ${name}`} tooltip={false} size="sm">
          <Trash2 />
        </IconButton>
      }
      danger
      title={`Revoke ${name}?`}
      description={`Programs that use ${prefix}… are refused from now on. This cannot be undone; create a new key to let them in again.`}
      confirmLabel="Revoke key"
      onConfirm={confirm}
    />
  );
}
