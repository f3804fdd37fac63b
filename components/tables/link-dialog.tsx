"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { Controller, useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { applyServerError } from "@/components/ui/apply-server-error";
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
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { PreviewTable } from "./import/preview-table";
import { refreshIntervals, USUAL_INTERVAL } from "./refresh-intervals";
import { tableTitle } from "./table-texts";
import type { Table } from "./table-types";

const linkForm = z.object({
  name: tableTitle,
  url: z
    .string()
    .trim()
    .min(1, "Paste the address of the sheet or the CSV file.")
    .max(4000, "This address is too long.")
    .regex(/^https?:\/\//iu, "Start with https://, as in the browser's address bar."),
  everyMinutes: z.string(),
});

interface LinkDialogProps {
  /** Null: create a table from the rows at the address. */
  table: Pick<Table, "id" | "name" | "rowCount"> | null;
  onClose: () => void;
  onLinked: (tableId: string) => Promise<void> | void;
  returnFocusTo: () => HTMLElement | null;
}

/** Links a table to a Google Sheet or a CSV address after a preview of its rows. The input stays when that fails. */
export function LinkDialog({ table, onClose, onLinked, returnFocusTo }: LinkDialogProps) {
  const { form, submit, seen } = useLinkForm(table, async (tableId) => {
    await onLinked(tableId);
    onClose();
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          returnFocusTo()?.focus();
        }}
      >
        <DialogHeader>
          <DialogTitle>{table ? `Link ${table.name}` : "Link a sheet or an address"}</DialogTitle>
          <DialogDescription>
            Preview the rows first. They are read from the address now, and again on a schedule. Bots can find rows in a
            linked table, but rows are changed only at their source.
          </DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} noValidate className="grid gap-5">
          <FormErrors errors={errors} labels={{ name: "Name", url: "Address", everyMinutes: "Refresh" }} />
          {table && table.rowCount > 0 && (
            <Alert tone="warning">
              The {table.rowCount === 1 ? "row" : `${table.rowCount.toLocaleString("en")} rows`} of this table are
              replaced by the rows at the address.
            </Alert>
          )}
          {!table && (
            <Field label="Name" error={errors.name?.message}>
              <Input autoComplete="off" placeholder="Price list" {...form.register("name")} />
            </Field>
          )}
          <Field
            label="Address"
            hint="A Google Sheet that anyone with the link can view, or a CSV file. The first row holds the column names."
            error={errors.url?.message}
          >
            <Input
              type="url"
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://docs.google.com/spreadsheets/d/…"
              {...form.register("url")}
            />
          </Field>
          <Field label="Refresh" error={errors.everyMinutes?.message}>
            <Controller
              control={form.control}
              name="everyMinutes"
              render={({ field }) => <IntervalSelect value={field.value} onChange={field.onChange} />}
            />
          </Field>
          {seen && (
            <PreviewTable
              columns={seen.columns.map((column) => ({ ...column, isIncluded: true }))}
              rows={seen.preview}
              totalRows={seen.totalRows}
            />
          )}
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <Button type="submit" pending={isSubmitting}>
              {isSubmitting ? "Reading the address" : seen ? linkLabel(seen.totalRows) : "Show the rows"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function useLinkForm(table: LinkDialogProps["table"], onLinked: (tableId: string) => Promise<void>) {
  const trpc = useTRPC();
  const look = useMutation(trpc.tables.previewLink.mutationOptions());
  const link = useMutation(trpc.tables.link.mutationOptions());
  const form = useForm({
    resolver: zodResolver(linkForm),
    defaultValues: { name: table?.name ?? "", url: "", everyMinutes: String(USUAL_INTERVAL) },
  });
  const url = useWatch({ control: form.control, name: "url" });
  // A preview is valid only for the address that it was read from.
  const seen = look.data && look.variables.url === url.trim() ? look.data : null;
  const submit = form.handleSubmit(async ({ name, url, everyMinutes }) => {
    try {
      if (!seen) return void (await look.mutateAsync({ url, tableId: table?.id }));
      const target = table ? { tableId: table.id } : { name };
      const linked = await link.mutateAsync({ ...target, url, everyMinutes: Number(everyMinutes) });
      await onLinked(linked.tableId);
    } catch (error) {
      applyServerError(form, error, ["name", "url", "everyMinutes"]);
    }
  });
  return { form, submit, seen };
}

function linkLabel(rows: number): string {
  return rows === 1 ? "Link 1 row" : `Link ${rows.toLocaleString("en")} rows`;
}

function IntervalSelect({ value, onChange }: { value: string; onChange: (minutes: string) => void }) {
  return (
    <Select value={value} onValueChange={onChange}>
      <SelectTrigger>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {refreshIntervals.map(({ minutes, label }) => (
          <SelectItem key={minutes} value={String(minutes)}>
            {label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
