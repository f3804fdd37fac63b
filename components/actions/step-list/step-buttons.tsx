"use client";

import { ArrowDown, ArrowUp, Copy, Ellipsis, Play, Trash2 } from "lucide-react";
import { useRef } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";

/** The commands of a step. */
export interface StepCommands {
  /** Moves the step by one position: -1 is up, 1 is down. */
  onMove: (by: -1 | 1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
  onTry: () => void;
}

interface StepButtonsProps extends StepCommands {
  name: string;
  index: number;
  count: number;
}

/** The buttons of a step: up and down on wide screens, and a menu with all commands. */
export function StepButtons({ name, index, count, onMove, onDuplicate, onRemove, onTry }: StepButtonsProps) {
  /** Set if a command moves the focus to a step, so that closing the menu does not return it to the trigger. */
  const keepsFocus = useRef(false);
  const act = (command: () => void) => () => {
    keepsFocus.current = true;
    command();
  };
  return (
    <>
      <IconButton
        label={`Move ${name} up`}
        size="sm"
        disabled={index === 0}
        onClick={() => onMove(-1)}
        className="max-sm:hidden"
      >
        <ArrowUp />
      </IconButton>
      <IconButton
        label={`Move ${name} down`}
        size="sm"
        disabled={index === count - 1}
        onClick={() => onMove(1)}
        className="max-sm:hidden"
      >
        <ArrowDown />
      </IconButton>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton label={`More about step ${name}`} tooltip={false} size="sm">
            <Ellipsis />
          </IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent
          align="end"
          onCloseAutoFocus={(event) => {
            if (keepsFocus.current) event.preventDefault();
            keepsFocus.current = false;
          }}
        >
          <DropdownMenuItem onSelect={act(onTry)}>
            <Play aria-hidden /> Try this step
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={act(onDuplicate)}>
            <Copy aria-hidden /> Duplicate
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem disabled={index === 0} onSelect={act(() => onMove(-1))}>
            <ArrowUp aria-hidden /> Move up
          </DropdownMenuItem>
          <DropdownMenuItem disabled={index === count - 1} onSelect={act(() => onMove(1))}>
            <ArrowDown aria-hidden /> Move down
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem danger onSelect={act(onRemove)}>
            <Trash2 aria-hidden /> Remove step
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </>
  );
}
