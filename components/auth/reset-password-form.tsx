"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useForm } from "react-hook-form";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { newPasswordForm } from "@/server/accounts/passwords/reset-password-input";
import { PasswordInput } from "./password-input";
import { useLinkToken } from "./use-link-token";

const labels = { password: "New password" };

/** Sets a new password with the link that opened the page. */
export function ResetPasswordForm() {
  const token = useLinkToken();
  const trpc = useTRPC();
  const reset = useMutation(trpc.accounts.resetPassword.mutationOptions());
  const form = useForm({ resolver: zodResolver(newPasswordForm), defaultValues: { password: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async ({ password }) => {
    try {
      await reset.mutateAsync({ token: token ?? "", password });
    } catch (error) {
      applyServerError(form, error, ["password"]);
    }
  });

  if (token === null) return <IncompleteLink />;
  if (reset.data) return <PasswordIsSet email={reset.data.email} />;
  return (
    <form onSubmit={submit} method="post" noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={labels} />
      <Field
        label={labels.password}
        hint="At least 10 characters; a few plain words work well."
        error={errors.password?.message}
      >
        <PasswordInput autoComplete="new-password" {...form.register("password")} />
      </Field>
      <Button type="submit" size="lg" pending={isSubmitting}>
        Set the password
      </Button>
      <Button asChild variant="ghost">
        <Link href="/forgot-password">Ask for a new link</Link>
      </Button>
    </form>
  );
}

function IncompleteLink() {
  return (
    <Alert
      tone="warning"
      title="This link is not complete"
      action={
        <Button asChild size="sm" variant="outline">
          <Link href="/forgot-password">Ask for a new one</Link>
        </Button>
      }
    >
      Open the link in your e-mail again, or copy all of it into the address bar.
    </Alert>
  );
}

function PasswordIsSet({ email }: { email: string }) {
  return (
    <output className="grid gap-5">
      <Alert tone="success" title="Your password is set">
        Sign in as {email} with it. All devices are signed out.
      </Alert>
      <Button asChild size="lg">
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </output>
  );
}
