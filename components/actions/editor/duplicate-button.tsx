"use client";

import { Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useDuplicate } from "../list/use-duplicate";

interface DuplicateButtonProps {
  botId: string;
  actionId: string;
  /** The form has changes that the copy would not have. */
  isDirty: boolean;
}

/** Copies the action as it was last saved and opens the copy. */
export function DuplicateButton({ botId, actionId, isDirty }: DuplicateButtonProps) {
  const duplicate = useDuplicate(botId);
  const [isPending, setIsPending] = useState(false);

  async function copy() {
    setIsPending(true);
    await duplicate(actionId);
    setIsPending(false);
  }

  return (
    <Button
      variant="ghost"
      size="sm"
      disabled={isDirty}
      pending={isPending}
      title={isDirty ? "Save the changes first: the copy is made of what is saved." : undefined}
      onClick={() => void copy()}
    >
      <Copy /> Duplicate
    </Button>
  );
}
