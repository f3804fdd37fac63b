"use client";

import { useMutation } from "@tanstack/react-query";
import { Download, Ellipsis, FileUp, Link2, Settings2, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { BackLink } from "@/components/ui/back-link";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { ConfirmUnlessUsed } from "@/components/ui/confirm-unless-used";
import { LinkDialog } from "./link-dialog";
import { TableSettingsDialog } from "./table-settings-dialog";
import type { RowsView, Table } from "./table-types";

interface TableHeaderProps {
  table: Table;
  /** The rows that the grid shows; `total` is null while unknown. */
  shown: { view: RowsView; isNarrowed: boolean; total: number | null };
  canEdit: boolean;
  onChanged: () => Promise<void>;
}

/** A table's name and description, with the actions on the whole table. */
export function TableHeader({ table, shown, canEdit, onChanged }: TableHeaderProps) {
  return (
    <header className="grid gap-2 bg-card page-x pt-4 pb-3">
      <BackLink href="/tables" label="Tables" />
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid min-w-0 gap-0.5">
          <h1 className="text-16 leading-7 font-semibold wrap-anywhere">{table.name}</h1>
          {table.description && (
            <p className="line-clamp-2 max-w-2xl text-13 leading-5 text-muted-foreground" title={table.description}>
              {table.description}
            </p>
          )}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <ExportButton tableId={table.id} shown={shown} />
          {canEdit && table.source === null && (
            <Button asChild variant="outline">
              <Link href={`/tables/${table.id}/import`}>
                <FileUp aria-hidden /> Import
              </Link>
            </Button>
          )}
          {canEdit && <TableMenu table={table} onChanged={onChanged} />}
        </div>
      </div>
    </header>
  );
}

/** Exports the rows that the grid shows: all of them, or those that match the search and filters. */
function ExportButton({ tableId, shown }: { tableId: string } & Pick<TableHeaderProps, "shown">) {
  const { search, match, filters } = shown.view;
  const query = shown.isNarrowed ? `?${new URLSearchParams({ view: JSON.stringify({ search, match, filters }) })}` : "";
  const count = shown.total === null ? "" : `${shown.total.toLocaleString("en")} `;
  const rows = shown.total === 1 ? "1 matching row" : `${count}matching rows`;
  return (
    <Button asChild variant="outline">
      <a href={`/api/tables/${tableId}/export${query}`} download>
        <Download aria-hidden /> {shown.isNarrowed ? `Export ${rows}` : "Export CSV"}
      </a>
    </Button>
  );
}

function TableMenu({ table, onChanged }: Pick<TableHeaderProps, "table" | "onChanged">) {
  const trpc = useTRPC();
  const router = useRouter();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<"settings" | "link" | "delete" | null>(null);
  const remove = useMutation(trpc.tables.delete.mutationOptions());
  const close = () => setOpen(null);

  async function confirmDelete(force: boolean) {
    await remove.mutateAsync({ tableId: table.id, force });
    toast.success(`${table.name} was deleted.`);
    router.push("/tables");
    router.refresh();
  }

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton ref={button} label="More about this table" tooltip={false} variant="outline">
            <Ellipsis />
          </IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setOpen("settings")}>
            <Settings2 aria-hidden /> Name and description
          </DropdownMenuItem>
          {table.source === null && (
            <DropdownMenuItem onSelect={() => setOpen("link")}>
              <Link2 aria-hidden /> Link to a sheet or address
            </DropdownMenuItem>
          )}
          <DropdownMenuSeparator />
          <DropdownMenuItem danger onSelect={() => setOpen("delete")}>
            <Trash2 aria-hidden /> Delete table
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {open === "settings" && (
        <TableSettingsDialog table={table} onClose={close} onSaved={onChanged} returnFocusTo={() => button.current} />
      )}
      {open === "link" && (
        <LinkDialog table={table} onClose={close} onLinked={onChanged} returnFocusTo={() => button.current} />
      )}
      {open === "delete" && (
        <ConfirmUnlessUsed
          title={`Delete ${table.name}?`}
          description="All its rows are deleted too. This cannot be undone; export the table first if you may need them."
          confirmLabel="Delete table"
          onClose={close}
          onConfirm={confirmDelete}
          returnFocusTo={() => (remove.isSuccess ? document.getElementById("content") : button.current)}
        />
      )}
    </>
  );
}
