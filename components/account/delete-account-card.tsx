"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { PasswordInput } from "@/components/auth/password-input";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import type { DeletionPlan } from "@/server/accounts/deletion/delete-account";
import { deleteAccountInput } from "@/server/accounts/deletion/delete-account-input";

interface DeleteAccountCardProps {
  plan: DeletionPlan;
  hasPassword: boolean;
}

/** Deletes the signed-in user's account. */
export function DeleteAccountCard({ plan, hasPassword }: DeleteAccountCardProps) {
  const [open, setOpen] = useState(false);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Delete the account</CardTitle>
        <CardDescription>
          You leave all workspaces. What you wrote to customers stays, without your name.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        {plan.blocking.length > 0 && (
          <Alert tone="warning" title="You are the only owner of workspaces that other people use">
            Make another member of {namesOf(plan.blocking)} an owner, or remove the members, before you delete your
            account.
          </Alert>
        )}
        <Dialog open={open} onOpenChange={setOpen}>
          <DialogTrigger asChild>
            <Button variant="danger" className="w-fit" disabled={plan.blocking.length > 0}>
              Delete the account
            </Button>
          </DialogTrigger>
          <DialogContent>
            <DialogHeader>
              <DialogTitle>Delete your account?</DialogTitle>
              <DialogDescription>
                {plan.deleted.length > 0 &&
                  `Nobody else is in ${namesOf(plan.deleted)}: everything in it is deleted, too, with its bots, conversations and tables. `}
                This cannot be undone.
              </DialogDescription>
            </DialogHeader>
            <DeleteForm hasPassword={hasPassword} onCancel={() => setOpen(false)} />
          </DialogContent>
        </Dialog>
      </CardContent>
    </Card>
  );
}

const labels = { password: "Password" };

function DeleteForm({ hasPassword, onCancel }: { hasPassword: boolean; onCancel: () => void }) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.accounts.deleteAccount.mutationOptions());
  const form = useForm({ resolver: zodResolver(deleteAccountInput), defaultValues: { password: "" } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      await remove.mutateAsync(values);
    } catch (error) {
      return applyServerError(form, error, ["password"]);
    }
    // A full page load, so that no data of the account stays in memory.
    return window.location.assign("/sign-up");
  });

  return (
    <form onSubmit={submit} method="post" noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={labels} />
      {hasPassword && (
        <Field label={labels.password} error={errors.password?.message}>
          <PasswordInput autoComplete="current-password" {...form.register("password")} />
        </Field>
      )}
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" variant="danger" pending={isSubmitting || isSubmitSuccessful}>
          Delete the account
        </Button>
      </DialogFooter>
    </form>
  );
}

function namesOf(workspaces: DeletionPlan["deleted"]): string {
  return workspaces.map(({ name }) => `“${name}”`).join(", ");
}
