"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { emailAddress } from "@/server/accounts/sign-up/email-address";

const forgotPasswordForm = z.object({ email: emailAddress });
const labels = { email: "E-mail" };

/** Asks for a link to a new password. It says the same for an address without an account. */
export function ForgotPasswordForm() {
  const trpc = useTRPC();
  const request = useMutation(trpc.accounts.requestPasswordReset.mutationOptions());
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm({ resolver: zodResolver(forgotPasswordForm), defaultValues: { email: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async ({ email }) => {
    const typed = form.getValues("email").trim();
    try {
      await request.mutateAsync({ email });
    } catch (error) {
      setSentTo(undefined);
      return applyServerError(form, error, ["email"]);
    }
    return setSentTo(typed);
  });

  return (
    <form onSubmit={submit} method="post" noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={labels} />
      <output className="block">
        {sentTo && (
          <Alert tone="success" title="Look into your e-mails">
            If {sentTo} has an account, a link for a new password is on its way. It works for 30 minutes. Look into the
            folder for spam, too.
          </Alert>
        )}
      </output>
      <Field label={labels.email} error={errors.email?.message}>
        <Input type="email" autoComplete="username" {...form.register("email")} />
      </Field>
      <Button type="submit" size="lg" pending={isSubmitting}>
        {sentTo ? "Send it again" : "Send a link"}
      </Button>
    </form>
  );
}
