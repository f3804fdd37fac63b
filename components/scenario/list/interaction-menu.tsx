"use client";

import { ArrowDown, ArrowUp, Copy, Ellipsis, Folder, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { FolderDialog } from "./folder-dialog";
import { useInteractionCommands } from "./use-interaction-commands";

interface InteractionMenuProps {
  interaction: Interaction;
  /** Moves the row by one place; absent where there are no rows. */
  onMove?: (by: -1 | 1) => void;
}

/** The commands of an interaction. */
export function InteractionMenu({ interaction, onMove }: InteractionMenuProps) {
  const { name, role } = interaction;
  const { duplicate, remove, moveToFolder } = useInteractionCommands();
  const button = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState(false);
  /** Set if a command moves the focus, so that closing the menu does not return it to the button. */
  const movesFocus = useRef(false);
  const act = (command: () => void) => () => {
    movesFocus.current = true;
    command();
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton ref={button} label={`More about ${name}`} tooltip={false} size="sm">
            <Ellipsis />
          </IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent
          align="end"
          onCloseAutoFocus={(event) => {
            if (movesFocus.current) event.preventDefault();
            movesFocus.current = false;
          }}
        >
          <DropdownMenuItem onSelect={act(() => duplicate(interaction))}>
            <Copy aria-hidden /> Duplicate
          </DropdownMenuItem>
          {role === "regular" && (
            <DropdownMenuItem onSelect={act(() => setAsking(true))}>
              <Folder aria-hidden /> Move to a folder …
            </DropdownMenuItem>
          )}
          {onMove && role === "regular" && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem onSelect={() => onMove(-1)}>
                <ArrowUp aria-hidden /> Move up
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => onMove(1)}>
                <ArrowDown aria-hidden /> Move down
              </DropdownMenuItem>
            </>
          )}
          <DropdownMenuSeparator />
          <DropdownMenuItem danger onSelect={act(() => remove(interaction))}>
            <Trash2 aria-hidden /> Delete
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {asking && (
        <FolderDialog
          title={`Move ${name} to a folder`}
          folder={interaction.folder}
          saveLabel="Move"
          onSave={(folder) => moveToFolder(interaction, folder)}
          onClose={() => {
            setAsking(false);
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}
