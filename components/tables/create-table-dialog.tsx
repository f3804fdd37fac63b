"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { Controller, useFieldArray, useForm } from "react-hook-form";
import { z } from "zod";
import { AddButton, RemoveButton } from "@/components/actions/fields/row-buttons";
import { useTRPC } from "@/components/trpc/trpc-provider";
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
import { Textarea } from "@/components/ui/textarea";
import { columnName, columnTypes } from "@/server/schemas/table-column";
import { ColumnTypeSelect } from "./column-type-select";
import { tableTexts } from "./table-texts";

const createTableForm = tableTexts.extend({
  columns: z.array(z.object({ name: columnName, type: z.enum(columnTypes) })),
});

interface CreateTableDialogProps {
  onClose: () => void;
  onCreated: (tableId: string) => void;
  returnFocusTo: () => HTMLElement | null;
}

/** Creates a table with its first columns. The input stays when the server rejects it. */
export function CreateTableDialog({ onClose, onCreated, returnFocusTo }: CreateTableDialogProps) {
  const { form, submit, isBusy } = useCreateTable(onCreated);
  const { errors } = form.formState;
  const columns = useFieldArray({ control: form.control, name: "columns" });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          returnFocusTo()?.focus();
        }}
      >
        <DialogHeader>
          <DialogTitle>Create a table</DialogTitle>
          <DialogDescription>Columns can be added and changed at any time.</DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} noValidate className="grid gap-5">
          <FormErrors errors={errors} labels={{ name: "Name", description: "Description", columns: "Columns" }} />
          <Field label="Name" error={errors.name?.message}>
            <Input autoComplete="off" placeholder="Bookings" {...form.register("name")} />
          </Field>
          <Field
            label="Description"
            aside="Optional"
            hint="Bots read it to know what the table contains and when to use it."
            error={errors.description?.message}
          >
            <Textarea {...form.register("description")} />
          </Field>
          <fieldset className="grid gap-2">
            <legend className="mb-1.5 text-14 font-medium">Columns</legend>
            {columns.fields.map((field, index) => {
              const error = errors.columns?.[index]?.name?.message;
              return (
                <div key={field.id} className="flex items-start gap-2">
                  <Field
                    label={<span className="sr-only">{`Name of column ${index + 1}`}</span>}
                    error={error}
                    className="flex-1 gap-0"
                  >
                    <Input autoComplete="off" placeholder="Name" {...form.register(`columns.${index}.name`)} />
                  </Field>
                  <Controller
                    control={form.control}
                    name={`columns.${index}.type`}
                    render={({ field: type }) => (
                      <ColumnTypeSelect
                        label={`Type of column ${index + 1}`}
                        value={type.value}
                        onChange={type.onChange}
                        className="w-36"
                      />
                    )}
                  />
                  {columns.fields.length > 1 && (
                    <RemoveButton what={`column ${index + 1}`} onClick={() => columns.remove(index)} />
                  )}
                </div>
              );
            })}
            <AddButton onClick={() => columns.append({ name: "", type: "text" })}>Add column</AddButton>
          </fieldset>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <Button type="submit" pending={isBusy}>
              Create table
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function useCreateTable(onCreated: (tableId: string) => void) {
  const trpc = useTRPC();
  const create = useMutation(trpc.tables.create.mutationOptions());
  const form = useForm({
    resolver: zodResolver(createTableForm),
    defaultValues: { name: "", description: "", columns: [{ name: "Name", type: "text" as const }] },
  });
  const submit = form.handleSubmit(async (values) => {
    try {
      const { id } = await create.mutateAsync(values);
      onCreated(id);
    } catch (error) {
      const columns = values.columns.map((_, index) => `columns.${index}.name` as const);
      applyServerError(form, error, ["name", "description", ...columns]);
    }
  });
  // Stay busy until the new table's page has loaded.
  return { form, submit, isBusy: form.formState.isSubmitting || create.isSuccess };
}
