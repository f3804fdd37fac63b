"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { emailAddress } from "@/server/accounts/sign-up/email-address";
import { signInPath } from "@/server/accounts/sessions/return-path";
import { PasswordInput } from "./password-input";
import { withFragment } from "./with-fragment";
import { SECOND_STEP, signInWithPassword } from "./sign-in-with-password";

const signInForm = z.object({ email: emailAddress, password: z.string().min(1, "Enter your password.") });

const labels = { email: "E-mail", password: "Password" };

interface SignInFormProps {
  returnTo: string;
  /** An error from before the page was shown, such as a failed OAuth sign-in. */
  problem: string | null;
}

/** Signs in with e-mail and password; the input stays when that fails. */
export function SignInForm({ returnTo, problem }: SignInFormProps) {
  const [leaving, setLeaving] = useState(false);
  const form = useForm({
    resolver: zodResolver(signInForm),
    defaultValues: { email: "", password: "" },
  });
  const { errors, isSubmitting, isSubmitted } = form.formState;

  const submit = form.handleSubmit(async ({ email, password }) => {
    const fault = await signInWithPassword(email, password);
    if (fault && fault !== SECOND_STEP) return form.setError("root.server", { type: "server", message: fault.message });
    setLeaving(true);
    // A full page load, so that no page rendered for another user comes from the cache.
    return window.location.assign(
      withFragment(fault === SECOND_STEP ? signInPath(returnTo, "/sign-in/code") : returnTo),
    );
  });

  return (
    // POST, so that submitting before the script runs does not put the password into the address.
    <form onSubmit={submit} method="post" noValidate className="grid gap-5">
      {problem && !isSubmitted && <Alert tone="danger">{problem}</Alert>}
      <FormErrors errors={errors} labels={labels} />
      <Field label={labels.email} error={errors.email?.message}>
        <Input type="email" autoComplete="username" {...form.register("email")} />
      </Field>
      <Field label={labels.password} error={errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...form.register("password")} />
      </Field>
      <Button type="submit" size="lg" pending={isSubmitting || leaving}>
        Sign in
      </Button>
      <Link
        href="/forgot-password"
        className="justify-self-center rounded-sm text-14 font-medium text-primary underline-offset-4 focus-ring hover:underline"
      >
        Forgotten your password?
      </Link>
    </form>
  );
}
