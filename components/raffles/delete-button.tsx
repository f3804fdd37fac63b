"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";

interface DeleteButtonProps {
  name: string;
  /** "raffle". */
  what: string;
  description: string;
  onDelete: () => Promise<unknown>;
  /** The list, which is shown afterwards. */
  listHref: string;
}

/** Deletes a raffle or a poll after a question. */
export function DeleteButton({ name, what, description, onDelete, listHref }: DeleteButtonProps) {
  const router = useRouter();

  async function confirm() {
    await onDelete();
    toast.success(`${name} was deleted.`);
    router.push(listHref);
    router.refresh();
  }

  return (
    <ConfirmDialog
      trigger={
        <IconButton label={`Delete this ${what}`} variant="outline">
          <Trash2 />
        </IconButton>
      }
      danger
      title={`Delete ${name}?`}
      description={description}
      confirmLabel={`Delete ${what}`}
      onConfirm={confirm}
    />
  );
}
