"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { anyCode } from "@/server/accounts/two-factor/two-factor-input";
import { signInProblem } from "./sign-in-problem";
import { withFragment } from "./with-fragment";

const codeForm = z.object({ code: anyCode });
const labels = { code: "Code" };
const WRONG = "This code is wrong or was used already. Enter the newest one that your app shows.";

/** The second step of a sign-in: a code of the authenticator app, or a recovery code. */
export function CodeForm({ returnTo }: { returnTo: string }) {
  const [leaving, setLeaving] = useState(false);
  const form = useForm({ resolver: zodResolver(codeForm), defaultValues: { code: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async ({ code }) => {
    const problem = await signInWithCode(code);
    if (problem === WRONG) return form.setError("code", { type: "server", message: WRONG }, { shouldFocus: true });
    if (problem !== null) return form.setError("root.server", { type: "server", message: problem });
    setLeaving(true);
    // A full page load, so that no page rendered for another user comes from the cache.
    return window.location.assign(withFragment(returnTo));
  });

  return (
    <form onSubmit={submit} method="post" noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={labels} />
      <Field
        label={labels.code}
        hint="The six digits of your authenticator app, or a recovery code."
        error={errors.code?.message}
      >
        <Input autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} {...form.register("code")} />
      </Field>
      <Button type="submit" size="lg" pending={isSubmitting || leaving}>
        Sign in
      </Button>
    </form>
  );
}

/** Resolves to null on success. */
async function signInWithCode(code: string): Promise<string | null> {
  try {
    const answer = await signIn("second-step", { redirect: false, code });
    if (answer?.ok && !answer.error) return null;
    return answer?.error === "CredentialsSignin" ? WRONG : signInProblem(answer?.error ?? undefined);
  } catch {
    return "We could not reach Parley. Check your connection and try again.";
  }
}
