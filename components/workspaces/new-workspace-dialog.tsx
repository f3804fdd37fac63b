"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
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
import { createWorkspaceInput } from "@/server/team/team-input";
import { openWorkspace } from "./open-workspace";

interface NewWorkspaceDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Names a new workspace, makes it, and opens it. */
export function NewWorkspaceDialog({ open, onOpenChange }: NewWorkspaceDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>New workspace</DialogTitle>
          <DialogDescription>
            It has its own bots, conversations and members. You are its owner; nobody else sees it until you invite
            them.
          </DialogDescription>
        </DialogHeader>
        <NameForm />
      </DialogContent>
    </Dialog>
  );
}

const labels = { name: "Name" };

function NameForm() {
  const trpc = useTRPC();
  const create = useMutation(trpc.team.createWorkspace.mutationOptions());
  const form = useForm({ resolver: zodResolver(createWorkspaceInput), defaultValues: { name: "" } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      openWorkspace((await create.mutateAsync(values)).workspaceId);
    } catch (error) {
      applyServerError(form, error, ["name"]);
    }
  });

  return (
    <form onSubmit={submit} method="post" noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={labels} />
      <Field label={labels.name} hint="Such as the company or the brand." error={errors.name?.message}>
        <Input autoComplete="off" {...form.register("name")} />
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting || isSubmitSuccessful}>
          Create workspace
        </Button>
      </DialogFooter>
    </form>
  );
}
