"use client";

import { TRPCClientError } from "@trpc/client";
import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

interface ConfirmUnlessUsedProps {
  title: string;
  description: ReactNode;
  /** Such as "Delete table"; with "anyway" once the server has said what uses it. */
  confirmLabel: string;
  onClose: () => void;
  /** Rejects with a conflict that names what uses the thing, unless it is forced. */
  onConfirm: (force: boolean) => Promise<unknown>;
  returnFocusTo: () => HTMLElement | null;
}

/** Asks before something is deleted, and once more, with the names, when actions use it. */
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
