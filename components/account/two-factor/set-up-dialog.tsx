"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { PasswordInput } from "@/components/auth/password-input";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { applyServerError, messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { focusFirstField } from "@/components/ui/focus-first-field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { confirmTwoFactorInput } from "@/server/accounts/two-factor/two-factor-input";
import type { TotpSetUp } from "@/server/accounts/two-factor/set-up-two-factor";
import { ShownRecoveryCodes } from "./shown-recovery-codes";

interface SetUpDialogProps {
  hasPassword: boolean;
  onClose: () => void;
}

/** Connects an authenticator app in two steps: its first code, then the recovery codes. */
export function SetUpDialog({ hasPassword, onClose }: SetUpDialogProps) {
  const trpc = useTRPC();
  const { mutate, data, error } = useMutation(trpc.accounts.beginTwoFactor.mutationOptions());
  const [codes, setCodes] = useState<string[]>();
  useEffect(() => mutate(), [mutate]);
  if (codes) return <ShownRecoveryCodes codes={codes} title="Two-factor sign-in is on" onClose={onClose} />;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Set up two-factor sign-in</DialogTitle>
          <DialogDescription>
            Scan the QR code with an authenticator app, such as Google Authenticator, 1Password or Aegis. Then enter the
            code that the app shows.
          </DialogDescription>
        </DialogHeader>
        {error && <Alert tone="danger">{messageOf(error)}</Alert>}
        {!data && !error && <Spinner />}
        {data && <FirstCodeForm setUp={data} hasPassword={hasPassword} onDone={setCodes} onClose={onClose} />}
      </DialogContent>
    </Dialog>
  );
}

interface FirstCodeFormProps {
  setUp: TotpSetUp;
  hasPassword: boolean;
  onDone: (codes: string[]) => void;
  onClose: () => void;
}

const labels = { password: "Password", code: "Code" };

function FirstCodeForm({ setUp, hasPassword, onDone, onClose }: FirstCodeFormProps) {
  const trpc = useTRPC();
  const confirm = useMutation(trpc.accounts.confirmTwoFactor.mutationOptions());
  const form = useForm({ resolver: zodResolver(confirmTwoFactorInput), defaultValues: { password: "", code: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      onDone((await confirm.mutateAsync(values)).recoveryCodes);
    } catch (error) {
      applyServerError(form, error, ["password", "code"]);
    }
  });

  return (
    <form ref={focusFirstField} onSubmit={submit} method="post" noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={labels} />
      <div className="flex flex-wrap items-center gap-5">
        {/* An image of this page's own data, so Next.js has nothing to improve. */}
        {/* oxlint-disable-next-line nextjs/no-img-element */}
        <img
          alt="QR code with the key for the authenticator app"
          src={`data:image/svg+xml;utf8,${encodeURIComponent(setUp.qrCode)}`}
          className="size-40 rounded-lg border bg-white"
        />
        <div className="grid min-w-0 flex-1 gap-1.5">
          <p className="text-13 text-muted-foreground">Or type this key into the app:</p>
          <code className="font-mono text-13 leading-6 wrap-anywhere">{grouped(setUp.key)}</code>
          <CopyButton text={setUp.key} label="Copy the key" />
        </div>
      </div>
      {hasPassword && (
        <Field label={labels.password} hint="Of your Parley account." error={errors.password?.message}>
          <PasswordInput autoComplete="current-password" {...form.register("password")} />
        </Field>
      )}
      <Field label={labels.code} error={errors.code?.message}>
        <Input inputMode="numeric" autoComplete="one-time-code" className="max-w-40" {...form.register("code")} />
      </Field>
      <DialogFooter>
        <Button variant="outline" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" pending={isSubmitting}>
          Turn on
        </Button>
      </DialogFooter>
    </form>
  );
}

function grouped(key: string): string {
  return key.match(/.{1,4}/g)?.join(" ") ?? key;
}
