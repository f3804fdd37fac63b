"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { PasswordInput } from "@/components/auth/password-input";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { applyServerError, messageOf } from "@/components/ui/apply-server-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { changeEmailInput } from "@/server/accounts/email/change-email-input";

const labels = { email: "New e-mail address", password: "Password" };

interface EmailCardProps {
  email: string;
  isConfirmed: boolean;
  sendsMail: boolean;
  hasPassword: boolean;
}

/** The address that the user signs in with: its confirmation, and a change of it. */
export function EmailCard(props: EmailCardProps) {
  const { email, isConfirmed, sendsMail } = props;
  return (
    <Card>
      <CardHeader>
        <CardTitle>E-mail address</CardTitle>
        <CardDescription className="flex flex-wrap items-center gap-2">
          <span className="wrap-anywhere">{email}</span>
          <Badge tone={isConfirmed ? "success" : "warning"}>{isConfirmed ? "Confirmed" : "Not confirmed"}</Badge>
        </CardDescription>
      </CardHeader>
      {!isConfirmed && sendsMail && <SendAgain />}
      <EmailForm {...props} />
    </Card>
  );
}

function SendAgain() {
  const trpc = useTRPC();
  const send = useMutation(trpc.accounts.sendConfirmation.mutationOptions());
  async function ask() {
    try {
      const { to } = await send.mutateAsync();
      toast.success(`A link is on its way to ${to}.`);
    } catch (error) {
      toast.error(messageOf(error));
    }
  }
  return (
    <CardContent>
      <Alert
        tone="warning"
        action={
          <Button size="sm" variant="outline" pending={send.isPending} onClick={() => void ask()}>
            Send again
          </Button>
        }
      >
        Open the link in the e-mail that we sent you, so that nobody else can use your address.
      </Alert>
    </CardContent>
  );
}

function EmailForm({ sendsMail, hasPassword }: EmailCardProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const change = useMutation(trpc.accounts.changeEmail.mutationOptions());
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm({ resolver: zodResolver(changeEmailInput), defaultValues: { email: "", password: "" } });
  const { errors, isSubmitting, isDirty } = form.formState;
  useUnsavedChanges(isDirty);

  const submit = form.handleSubmit(async (values) => {
    const typed = form.getValues("email").trim();
    try {
      const { result } = await change.mutateAsync(values);
      setSentTo(result === "link_sent" ? typed : undefined);
      if (result === "changed") toast.success("Your address is changed. Sign in with it from now on.");
    } catch (error) {
      return applyServerError(form, error, ["email", "password"]);
    }
    form.reset();
    return router.refresh();
  });

  return (
    <form onSubmit={submit} method="post" noValidate>
      <CardContent className="grid max-w-lg grid-cols-[minmax(0,1fr)] gap-5">
        <FormErrors errors={errors} labels={labels} />
        <output className="block empty:hidden">
          {sentTo && (
            <Alert tone="success" title="Look into your e-mails">
              Your address changes when you open the link that we sent to {sentTo}.
            </Alert>
          )}
        </output>
        <Field
          label={labels.email}
          error={errors.email?.message}
          hint={
            sendsMail
              ? "It changes when you open a link that we send there."
              : "This Parley sends no e-mails, so the address changes immediately and stays unconfirmed."
          }
        >
          <Input type="email" autoComplete="email" {...form.register("email")} />
        </Field>
        {hasPassword && (
          <Field label={labels.password} error={errors.password?.message}>
            <PasswordInput autoComplete="current-password" {...form.register("password")} />
          </Field>
        )}
      </CardContent>
      <CardFooter>
        <Button type="submit" pending={isSubmitting}>
          Change the address
        </Button>
      </CardFooter>
    </form>
  );
}
