"use client";

import { useMutation } from "@tanstack/react-query";
import type { RefObject } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ColumnDialog } from "./column-dialog";
import { ConfirmUnlessUsed } from "@/components/ui/confirm-unless-used";
import type { GridHandle } from "./grid/table-grid";
import { PasteRefusal } from "./grid/blocks/paste-refusal";
import type { TableScreenState } from "./use-table-screen";

interface TableDialogsProps {
  grid: RefObject<GridHandle | null>;
  screen: TableScreenState;
}

/** The dialogs over a table's grid: edit a column, remove a column, delete the ticked rows, explain a refused paste. */
export function TableDialogs({ grid, screen }: TableDialogsProps) {
  const trpc = useTRPC();
  const removeColumn = useMutation(trpc.tables.removeColumn.mutationOptions());
  const { asking, selection, table } = screen;
  const close = () => screen.setAsking(null);
  const toGrid = () => grid.current?.element() ?? null;
  if (asking === null) return null;
  if (asking.about === "column") {
    return (
      <ColumnDialog
        tableId={table.id}
        column={asking.column}
        onClose={close}
        onSaved={() => void screen.reload()}
        returnFocusTo={toGrid}
      />
    );
  }
  if (asking.about === "removal") {
    const { key, name } = asking.column;
    return (
      <ConfirmUnlessUsed
        title={`Remove ${name}?`}
        description="Its values are deleted from every row. This cannot be undone."
        confirmLabel="Remove column"
        onClose={close}
        onConfirm={async (force) => {
          await removeColumn.mutateAsync({ tableId: table.id, key, force });
          await screen.reload();
        }}
        returnFocusTo={toGrid}
      />
    );
  }
  if (asking.about === "refusal") {
    return <PasteRefusal refusal={asking.refusal} onClose={close} returnFocusTo={toGrid} />;
  }
  const count = selection.ids.size;
  const rows = count === 1 ? "this row" : `${count.toLocaleString("en")} rows`;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && close()}
      danger
      title={`Delete ${rows}?`}
      description="You can undo this as long as you stay on this page."
      confirmLabel={count === 1 ? "Delete row" : "Delete rows"}
      onConfirm={screen.actions.deleteTicked}
      returnFocusTo={toGrid}
    />
  );
}
