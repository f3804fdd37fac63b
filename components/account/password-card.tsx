"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { PasswordInput } from "@/components/auth/password-input";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { changePasswordInput } from "@/server/accounts/passwords/change-password-input";

interface PasswordCardProps {
  email: string;
  /** False for users who sign in through GitHub or Google. */
  hasPassword: boolean;
}

/** Changes the signed-in user's password. */
export function PasswordCard({ email, hasPassword }: PasswordCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Password</CardTitle>
        <CardDescription>
          {hasPassword
            ? "Changing it signs you out on every other device."
            : "You sign in through GitHub or Google, so there is no password to change."}
        </CardDescription>
      </CardHeader>
      {hasPassword && <PasswordForm email={email} />}
    </Card>
  );
}

const labels = { currentPassword: "Current password", password: "New password" };

function PasswordForm({ email }: { email: string }) {
  const trpc = useTRPC();
  const change = useMutation(trpc.accounts.changePassword.mutationOptions());
  const form = useForm({
    resolver: zodResolver(changePasswordInput),
    defaultValues: { currentPassword: "", password: "" },
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  useUnsavedChanges(isDirty);

  const submit = form.handleSubmit(async (values) => {
    try {
      await change.mutateAsync(values);
    } catch (error) {
      return applyServerError(form, error, ["currentPassword", "password"]);
    }
    form.reset();
    return void toast.success("Your password is changed. Other devices are signed out.");
  });

  return (
    <form onSubmit={submit} method="post" noValidate>
      <CardContent className="grid max-w-lg grid-cols-[minmax(0,1fr)] gap-5">
        <FormErrors errors={errors} labels={labels} />
        {/* Password managers need to know the account. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field label={labels.currentPassword} error={errors.currentPassword?.message}>
          <PasswordInput autoComplete="current-password" {...form.register("currentPassword")} />
        </Field>
        <Field
          label={labels.password}
          hint="At least 10 characters; a few plain words work well."
          error={errors.password?.message}
        >
          <PasswordInput autoComplete="new-password" {...form.register("password")} />
        </Field>
      </CardContent>
      <CardFooter>
        <Button type="submit" pending={isSubmitting}>
          Change password
        </Button>
      </CardFooter>
    </form>
  );
}
