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

/** The commands of an interaction. While it is closed, it is not drawn again for each change of the scenario. */
export function InteractionMenu({ interaction, onMove }: InteractionMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState(false);
  /** Set if a command moves the focus, so that closing the menu does not return it to the button. */
  const movesFocus = useRef(false);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton ref={button} label={`More about ${interaction.name}`} tooltip={false} size="sm">
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
          <Commands
            interaction={interaction}
            {...(onMove && { onMove })}
            onAsk={() => setAsking(true)}
            onMoveFocus={() => (movesFocus.current = true)}
          />
        </DropdownMenuContent>
      </DropdownMenu>
      {asking && (
        <MoveDialog
          interaction={interaction}
          onClose={() => {
            setAsking(false);
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}

interface CommandsProps extends InteractionMenuProps {
  /** Asks for the folder to move it to. */
  onAsk: () => void;
  /** Called before a command that moves the focus. */
  onMoveFocus: () => void;
}

function Commands({ interaction, onMove, onAsk, onMoveFocus }: CommandsProps) {
  const { duplicate, remove } = useInteractionCommands();
  const isRegular = interaction.role === "regular";
  const act = (command: () => void) => () => {
    onMoveFocus();
    command();
  };
  return (
    <>
      <DropdownMenuItem onSelect={act(() => duplicate(interaction))}>
        <Copy aria-hidden /> Duplicate
      </DropdownMenuItem>
      {isRegular && (
        <DropdownMenuItem onSelect={act(onAsk)}>
          <Folder aria-hidden /> Move to a folder …
        </DropdownMenuItem>
      )}
      {onMove && isRegular && (
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
    </>
  );
}

function MoveDialog({ interaction, onClose }: { interaction: Interaction; onClose: () => void }) {
  const { moveToFolder } = useInteractionCommands();
  return (
    <FolderDialog
      title={`Move ${interaction.name} to a folder`}
      folder={interaction.folder}
      saveLabel="Move"
      onSave={(folder) => moveToFolder(interaction, folder)}
      onClose={onClose}
    />
  );
}
