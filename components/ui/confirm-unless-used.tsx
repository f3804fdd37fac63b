"use client";

import { TRPCClientError } from "@trpc/client";
import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "./confirm-dialog";

interface ConfirmUnlessUsedProps {
  title: string;
  description: ReactNode;
  /** For example "Delete table"; becomes "Delete table anyway" when something uses it. */
  confirmLabel: string;
  onClose: () => void;
  /** Rejects with a conflict that names the users of the thing, unless `force` is set. */
  onConfirm: (force: boolean) => Promise<unknown>;
  returnFocusTo: () => HTMLElement | null;
}

/** Confirms a deletion; asks again, with the names, when actions use what would be deleted. */
export function ConfirmUnlessUsed({ onConfirm, onClose, confirmLabel, ...texts }: ConfirmUnlessUsedProps) {
  const [isUsed, setUsed] = useState(false);

  async function confirm() {
    try {
      await onConfirm(isUsed);
    } catch (error) {
      if (isConflict(error)) setUsed(true);
      throw error;
    }
  }

  return (
    <ConfirmDialog
      {...texts}
      open
      danger
      onOpenChange={(open) => !open && onClose()}
      confirmLabel={isUsed ? `${confirmLabel} anyway` : confirmLabel}
      onConfirm={confirm}
    />
  );
}

function isConflict(error: unknown): boolean {
  return error instanceof TRPCClientError && error.data?.code === "CONFLICT";
}
