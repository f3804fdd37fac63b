"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { ConfirmUnlessUsed } from "@/components/ui/confirm-unless-used";
import { IconButton } from "@/components/ui/icon-button";

interface DeleteButtonProps {
  name: string;
  /** "raffle". */
  what: string;
  description: string;
  /** Rejects with a conflict that names the actions which use it, unless `force` is set. */
  onDelete: (force: boolean) => Promise<unknown>;
  /** The list, which is shown afterwards. */
  listHref: string;
}

/** Deletes a raffle or a poll after a question, and after a second one if bots use it. */
export function DeleteButton({ name, what, description, onDelete, listHref }: DeleteButtonProps) {
  const router = useRouter();
  const button = useRef<HTMLButtonElement>(null);
  const [isAsking, setAsking] = useState(false);

  async function confirm(force: boolean) {
    await onDelete(force);
    toast.success(`${name} was deleted.`);
    router.push(listHref);
    router.refresh();
  }

  return (
    <>
      <IconButton ref={button} label={`Delete this ${what}`} variant="outline" onClick={() => setAsking(true)}>
        <Trash2 />
      </IconButton>
      {isAsking && (
        <ConfirmUnlessUsed
          title={`Delete ${name}?`}
          description={description}
          confirmLabel={`Delete ${what}`}
          onClose={() => setAsking(false)}
          onConfirm={confirm}
          returnFocusTo={() => button.current}
        />
      )}
    </>
  );
}
