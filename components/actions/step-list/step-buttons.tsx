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

/** What can be done to a step. */
export interface StepCommands {
  /** By one place: -1 up, 1 down. */
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

/** The buttons at a step's end: up and down where there is room, and a menu with everything. */
export function StepButtons({ name, index, count, onMove, onDuplicate, onRemove, onTry }: StepButtonsProps) {
  /** The menu's trigger takes the focus back, unless the step that was made or moved has it. */
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
