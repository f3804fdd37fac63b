"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError, messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { LocalTime } from "@/components/ui/local-time";
import { deleteWorkspaceInput } from "@/server/team/team-input";

interface DeleteWorkspaceCardProps {
  name: string;
  /** When it is deleted; null if it is not going to be. */
  deleteAt: string | null;
}

/** Deletes the workspace in 7 days, or keeps it. */
export function DeleteWorkspaceCard({ name, deleteAt }: DeleteWorkspaceCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Delete the workspace</CardTitle>
        <CardDescription>
          {deleteAt === null ? (
            "After 7 days it is deleted with its bots, channels, conversations, knowledge and tables. Until then everything works, and you can undo it."
          ) : (
            <>
              It is deleted with all its data on <LocalTime at={deleteAt} />.
            </>
          )}
        </CardDescription>
      </CardHeader>
      <CardContent>{deleteAt === null ? <DeleteButton name={name} /> : <KeepButton />}</CardContent>
    </Card>
  );
}

function KeepButton() {
  const trpc = useTRPC();
  const router = useRouter();
  const keep = useMutation(
    trpc.team.keepWorkspace.mutationOptions({
      onSuccess: () => {
        toast.success("The workspace is kept.");
        router.refresh();
      },
      onError: (error) => toast.error(messageOf(error)),
    }),
  );
  return (
    <Button variant="outline" pending={keep.isPending} onClick={() => keep.mutate()}>
      Keep the workspace
    </Button>
  );
}

function DeleteButton({ name }: { name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="danger">Delete the workspace</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Delete {name}?</DialogTitle>
          <DialogDescription>
            It is deleted with all its data after 7 days, for all members. Until then you can undo it on this page.
          </DialogDescription>
        </DialogHeader>
        <DeleteForm name={name} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function DeleteForm({ name, onDone }: { name: string; onDone: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const remove = useMutation(trpc.team.deleteWorkspace.mutationOptions());
  const form = useForm({ resolver: zodResolver(deleteWorkspaceInput), defaultValues: { name: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      await remove.mutateAsync(input);
    } catch (error) {
      return applyServerError(form, error, ["name"]);
    }
    onDone();
    return router.refresh();
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={{ name: "Name of the workspace" }} />
      <Field label="Name of the workspace" hint={`Type: ${name}`} error={errors.name?.message}>
        <Input autoComplete="off" {...form.register("name")} />
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="danger" pending={isSubmitting}>
          Delete the workspace
        </Button>
      </DialogFooter>
    </form>
  );
}
