"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { signUpInput } from "@/server/accounts/sign-up/sign-up-input";
import { PasswordInput } from "./password-input";
import { signInWithPassword } from "./sign-in-with-password";

const labels = { name: "Your name", email: "E-mail", password: "Password" };

/** Creates an account and a workspace, signs in and opens the list of bots. The input stays when that fails. */
export function SignUpForm() {
  const trpc = useTRPC();
  const [leaving, setLeaving] = useState(false);
  const signUp = useMutation(trpc.accounts.signUp.mutationOptions());
  const form = useForm({ resolver: zodResolver(signUpInput), defaultValues: { name: "", email: "", password: "" } });
  const { errors, isSubmitting } = form.formState;
  const password = useWatch({ control: form.control, name: "password" });

  const submit = form.handleSubmit(async (values) => {
    try {
      await signUp.mutateAsync(values);
    } catch (error) {
      return applyServerError(form, error, ["name", "email", "password"]);
    }
    const fault = await signInWithPassword(values.email, values.password);
    if (fault) return form.setError("root.server", { type: "server", message: fault });
    setLeaving(true);
    return window.location.assign("/bots");
  });

  return (
    <form onSubmit={submit} method="post" noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={labels} />
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

function PasswordRule({ met }: { met: boolean }) {
  return (
    <span className={cn("inline-flex items-center gap-1.5", met && "text-success-soft-foreground")}>
      <Check aria-hidden className={cn("size-3.5", !met && "opacity-40")} strokeWidth={3} />
      At least 10 characters; a few plain words work well.
    </span>
  );
}
