"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";

interface DeleteSourceButtonProps {
  source: { id: string; name: string };
  /** "source" or "question". */
  what: string;
  variant?: "ghost" | "outline";
  size?: "sm" | "md";
  onDeleted?: () => void;
}

/** Deletes a source or a direct question after a question. */
export function DeleteSourceButton({
  source,
  what,
  variant = "ghost",
  size = "md",
  onDeleted,
}: DeleteSourceButtonProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(trpc.knowledge.delete.mutationOptions());

  async function confirm() {
    await remove.mutateAsync({ sourceId: source.id });
    toast.success(`${source.name} was deleted.`);
    onDeleted?.();
    // The page of the deleted source would only find that it is gone.
    await Promise.all([
      queries.invalidateQueries(trpc.knowledge.list.queryFilter()),
      queries.invalidateQueries(trpc.knowledge.questions.infiniteQueryFilter()),
    ]);
  }

  return (
    <ConfirmDialog
      trigger={
        <IconButton label={`Delete ${source.name}`} tooltip={false} variant={variant} size={size}>
          <Trash2 />
        </IconButton>
      }
      danger
      title={`Delete ${source.name}?`}
      description="Bots can no longer answer from it. Answers that were sent before keep its name. This cannot be undone."
      confirmLabel={`Delete ${what}`}
      onConfirm={confirm}
    />
  );
}
