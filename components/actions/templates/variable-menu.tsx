"use client";

import { Plus } from "lucide-react";
import { Fragment } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import type { VariableGroup } from "./variable-group";

interface VariableMenuProps {
  /** The target field, for screen readers, such as "Address". */
  into: string;
  groups: VariableGroup[];
  onChoose: (reference: string) => void;
  /** Called after the menu closes, when the focus may move. */
  onClosed: () => void;
  className?: string;
}

/** Shown instead of an empty list. */
export const NO_VARIABLES =
  "There is nothing to insert yet. Add an argument or a constant above, or a step before this one.";

/** The + button with a menu that inserts a variable at the caret. */
export function VariableMenu({ into, groups, onChoose, onClosed, className }: VariableMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton size="sm" label={`Insert a variable into ${into}`} tooltip={false} className={className}>
          <Plus />
        </IconButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="end"
        className="max-h-[min(24rem,var(--radix-dropdown-menu-content-available-height))] max-w-[min(24rem,calc(100vw-1rem))]"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onClosed();
        }}
      >
        {groups.length === 0 && <p className="px-2.5 py-2 text-13 leading-5 text-muted-foreground">{NO_VARIABLES}</p>}
        {groups.map(({ label, items }, index) => (
          <Fragment key={label}>
            {index > 0 && <DropdownMenuSeparator />}
            <DropdownMenuLabel>{label}</DropdownMenuLabel>
            {items.map(({ reference, hint }) => (
              <DropdownMenuItem key={reference} onSelect={() => onChoose(reference)}>
                <span className="grid min-w-0">
                  <code className="font-mono text-13 break-all">{reference}</code>
                  <span className="truncate text-12 text-muted-foreground">{hint}</span>
                </span>
              </DropdownMenuItem>
            ))}
          </Fragment>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
