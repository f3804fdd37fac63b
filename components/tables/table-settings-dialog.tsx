"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { tableTexts } from "./table-texts";
import type { Table } from "./table-types";

interface TableSettingsDialogProps {
  table: Table;
  onClose: () => void;
  onSaved: () => Promise<void>;
  returnFocusTo: () => HTMLElement | null;
}

/** Edits a table's name and description. */
export function TableSettingsDialog({ table, onClose, onSaved, returnFocusTo }: TableSettingsDialogProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const update = useMutation(trpc.tables.update.mutationOptions());
  const form = useForm({
    resolver: zodResolver(tableTexts),
    defaultValues: { name: table.name, description: table.description },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (texts) => {
    try {
      await update.mutateAsync({ tableId: table.id, ...texts });
    } catch (error) {
      return applyServerError(form, error, ["name", "description"]);
    }
    toast.success("Saved");
    // The page's title contains the table's name.
    router.refresh();
    await onSaved();
    return onClose();
  });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          returnFocusTo()?.focus();
        }}
      >
        <DialogHeader>
          <DialogTitle>Name and description</DialogTitle>
        </DialogHeader>
        <form onSubmit={submit} noValidate className="grid gap-5">
          <FormErrors errors={errors} labels={{ name: "Name", description: "Description" }} />
          <Field label="Name" error={errors.name?.message}>
            <Input autoComplete="off" {...form.register("name")} />
          </Field>
          <Field
            label="Description"
            aside="Optional"
            hint="Bots read it to know what the table contains and when to use it."
            error={errors.description?.message}
          >
            <Textarea {...form.register("description")} />
          </Field>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <Button type="submit" pending={isSubmitting}>
              Save
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
