"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TableColumn } from "@/server/schemas/table-column";
import { ColumnTypeSelect } from "./column-type-select";

interface ColumnDialogProps {
  tableId: string;
  /** Null for a new column. */
  column: TableColumn | null;
  onClose: () => void;
  onSaved: () => void;
  returnFocusTo: () => HTMLElement | null;
}

/** Adds a column, or renames one and changes its type. The input stays when the server rejects it. */
export function ColumnDialog({ tableId, column, onClose, onSaved, returnFocusTo }: ColumnDialogProps) {
  const trpc = useTRPC();
  const add = useMutation(trpc.tables.addColumn.mutationOptions());
  const update = useMutation(trpc.tables.updateColumn.mutationOptions());
  const [name, setName] = useState(column?.name ?? "");
  const [type, setType] = useState(column?.type ?? "text");
  const [isNameMissing, setNameMissing] = useState(false);
  const failure = add.error ?? update.error;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setNameMissing(name.trim() === "");
    if (name.trim() === "") return;
    const save = column
      ? update.mutateAsync({ tableId, key: column.key, name: name.trim(), type })
      : add.mutateAsync({ tableId, name: name.trim(), type });
    const isSaved = await save.then(
      () => true,
      // These errors are shown above the form.
      () => false,
    );
    if (!isSaved) return;
    onSaved();
    onClose();
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="sm"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          returnFocusTo()?.focus();
        }}
      >
        <DialogHeader>
          <DialogTitle>{column ? "Edit column" : "Add a column"}</DialogTitle>
          <DialogDescription>
            {column
              ? "Actions that use the column keep working: they refer to it by a key that does not change."
              : "It is added on the right and is empty in every row."}
          </DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} noValidate className="grid gap-5">
          {failure && <Alert tone="danger">{messageOf(failure)}</Alert>}
          <Field label="Name" error={isNameMissing && name.trim() === "" ? "Give the column a name." : undefined}>
            <Input value={name} maxLength={200} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field
            label="Type"
            hint={
              column && type !== column.type
                ? "Every cell is converted. If one can't be converted, nothing changes and you see which one."
                : undefined
            }
          >
            <ColumnTypeSelect value={type} onChange={setType} />
          </Field>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <Button type="submit" pending={add.isPending || update.isPending}>
              {column ? "Save column" : "Add column"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
