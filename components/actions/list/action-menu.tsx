"use client";

import { Copy, Ellipsis, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";

interface ActionMenuProps {
  name: string;
  onDuplicate: () => Promise<void>;
  onRemove: () => Promise<void>;
}

/** The menu of an action in the list. */
export function ActionMenu({ name, onDuplicate, onRemove }: ActionMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton ref={button} label={`More about ${name}`} tooltip={false} size="sm">
            <Ellipsis />
          </IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => void onDuplicate()}>
            <Copy aria-hidden /> Duplicate
          </DropdownMenuItem>
          <DropdownMenuItem danger onSelect={() => setAsking(true)}>
            <Trash2 aria-hidden /> Delete action
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        returnFocusTo={() => button.current}
        danger
        title={`Delete ${name}?`}
        description="It is removed from the draft and cannot be restored. Customers may still use it until you publish the bot again."
        confirmLabel="Delete action"
        onConfirm={onRemove}
      />
    </>
  );
}
