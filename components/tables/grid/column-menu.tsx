"use client";

import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  FoldHorizontal,
  ListRestart,
  MoveHorizontal,
  Pencil,
  Trash2,
} from "lucide-react";
import type { ReactNode } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { TableColumn } from "@/server/schemas/table-column";
import { columnTypeTexts } from "../column-types";

/** The actions in a column's menu. */
export type ColumnAction = "sort_asc" | "sort_desc" | "sort_none" | "edit" | "move_left" | "move_right" | "remove";

interface ColumnMenuProps {
  column: TableColumn;
  sorted: "asc" | "desc" | undefined;
  isFirst: boolean;
  isLast: boolean;
  /** Whether the user may change the columns. */
  canEdit: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAction: (action: ColumnAction) => void;
  /** Makes the column as wide as its contents. */
  onFit: () => void;
  /** Starts a change of the width by keyboard. */
  onResize: () => void;
  /** Called after the menu has closed, to return the focus to the grid. */
  onClosed: () => void;
  /** The button in the header. */
  children: ReactNode;
}

/** The menu of a column's header: sort, change the width, and for editors also rename, change the type, move and remove. */
export function ColumnMenu({
  column,
  sorted,
  open,
  onOpenChange,
  onAction,
  onFit,
  onResize,
  onClosed,
  children,
  ...may
}: ColumnMenuProps) {
  const [ascending, descending] = sortTexts[column.type];
  return (
    <DropdownMenu open={open} onOpenChange={onOpenChange}>
      <DropdownMenuTrigger asChild>{children}</DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onClosed();
        }}
      >
        <DropdownMenuLabel>{columnTypeTexts[column.type].label}</DropdownMenuLabel>
        <DropdownMenuItem disabled={sorted === "asc"} onSelect={() => onAction("sort_asc")}>
          <ArrowUp aria-hidden /> {ascending}
        </DropdownMenuItem>
        <DropdownMenuItem disabled={sorted === "desc"} onSelect={() => onAction("sort_desc")}>
          <ArrowDown aria-hidden /> {descending}
        </DropdownMenuItem>
        {sorted && (
          <DropdownMenuItem onSelect={() => onAction("sort_none")}>
            <ListRestart aria-hidden /> Don't sort
          </DropdownMenuItem>
        )}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={onFit}>
          <FoldHorizontal aria-hidden /> Fit width to contents
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={onResize}>
          <MoveHorizontal aria-hidden /> Change width by arrow keys
        </DropdownMenuItem>
        {may.canEdit && <EditItems onAction={onAction} isFirst={may.isFirst} isLast={may.isLast} />}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function EditItems({ onAction, isFirst, isLast }: Pick<ColumnMenuProps, "onAction" | "isFirst" | "isLast">) {
  return (
    <>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={() => onAction("edit")}>
        <Pencil aria-hidden /> Rename or change type
      </DropdownMenuItem>
      <DropdownMenuItem disabled={isFirst} onSelect={() => onAction("move_left")}>
        <ArrowLeft aria-hidden /> Move left
      </DropdownMenuItem>
      <DropdownMenuItem disabled={isLast} onSelect={() => onAction("move_right")}>
        <ArrowRight aria-hidden /> Move right
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem danger onSelect={() => onAction("remove")}>
        <Trash2 aria-hidden /> Remove column
      </DropdownMenuItem>
    </>
  );
}

const sortTexts: Record<TableColumn["type"], readonly [string, string]> = {
  text: ["Sort A to Z", "Sort Z to A"],
  number: ["Sort smallest first", "Sort largest first"],
  boolean: ["Sort no before yes", "Sort yes before no"],
  date: ["Sort oldest first", "Sort newest first"],
  datetime: ["Sort oldest first", "Sort newest first"],
};
