"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { Check } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { signUpInput } from "@/server/accounts/sign-up/sign-up-input";
import { signInPath } from "@/server/accounts/sessions/return-path";
import { invitationEmail } from "./invitation-email";
import { PasswordInput } from "./password-input";
import { SECOND_STEP, signInWithPassword } from "./sign-in-with-password";
import { withFragment } from "./with-fragment";

const labels = { name: "Your name", email: "E-mail", password: "Password" };

interface SignUpFormProps {
  returnTo: string;
  signInHref: string;
  /** Whether the owner of a known address is told by e-mail that somebody signed up with it. */
  tellsByMail: boolean;
}

/** Creates an account and a workspace, signs in and opens the requested page. The input stays when that fails. */
export function SignUpForm({ returnTo, signInHref, tellsByMail }: SignUpFormProps) {
  const trpc = useTRPC();
  const [leaving, setLeaving] = useState(false);
  /** Signing in failed, as it does if the address has an account with another password. */
  const [isUnclear, setUnclear] = useState(false);
  const signUp = useMutation(trpc.accounts.signUp.mutationOptions());
  const form = useForm({ resolver: zodResolver(signUpInput), defaultValues: { name: "", email: "", password: "" } });
  const { errors, isSubmitting } = form.formState;
  const { getValues, setValue } = form;
  useEffect(() => {
    const invited = invitationEmail(returnTo);
    if (invited !== null && getValues("email") === "") setValue("email", invited);
  }, [returnTo, getValues, setValue]);
  const password = useWatch({ control: form.control, name: "password" });

  const submit = form.handleSubmit(async (values) => {
    setUnclear(false);
    try {
      await signUp.mutateAsync(values);
    } catch (error) {
      return applyServerError(form, error, ["name", "email", "password"]);
    }
    const problem = await signInWithPassword(values.email, values.password);
    if (problem && problem !== SECOND_STEP) {
      if (problem.isMismatch) return setUnclear(true);
      return form.setError("root.server", { type: "server", message: problem.message });
    }
    setLeaving(true);
    return window.location.assign(
      withFragment(problem === SECOND_STEP ? signInPath(returnTo, "/sign-in/code") : returnTo),
    );
  });

  return (
    <form onSubmit={submit} method="post" noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={labels} />
      {isUnclear && <Unclear signInHref={signInHref} tellsByMail={tellsByMail} />}
      <Field label={labels.name} error={errors.name?.message}>
        <Input autoComplete="name" {...form.register("name")} />
      </Field>
      <Field label={labels.email} error={errors.email?.message}>
        <Input type="email" autoComplete="username" {...form.register("email")} />
      </Field>
      <Field
        label={labels.password}
        error={errors.password?.message}
        hint={!errors.password && <PasswordRule met={signUpInput.shape.password.safeParse(password).success} />}
      >
        <PasswordInput autoComplete="new-password" {...form.register("password")} />
      </Field>
      <Button type="submit" size="lg" pending={isSubmitting || leaving}>
        Create account
      </Button>
    </form>
  );
}

/** Says the same whether or not the address has an account, and how to go on in both cases. */
function Unclear({ signInHref, tellsByMail }: Pick<SignUpFormProps, "signInHref" | "tellsByMail">) {
  return (
    <Alert
      tone="warning"
      title="You are not signed in yet"
      action={
        <Button asChild size="sm" variant="outline">
          <Link href={signInHref}>Sign in</Link>
        </Button>
      }
    >
      If this address is new to Parley, your account is ready. If you had an account before, sign in with its own
      password, or through the service that you used then.
      {tellsByMail && " In that case we have sent you an e-mail about it."}
    </Alert>
  );
}

function PasswordRule({ met }: { met: boolean }) {
  return (
    <span className={cn("inline-flex items-center gap-1.5", met && "text-success-soft-foreground")}>
      <Check aria-hidden className={cn("size-3.5", !met && "opacity-40")} strokeWidth={3} />
      At least 10 characters; a few plain words work well.
    </span>
  );
}
