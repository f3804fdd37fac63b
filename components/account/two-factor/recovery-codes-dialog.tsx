"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { renewRecoveryCodesInput } from "@/server/accounts/two-factor/two-factor-input";
import { ShownRecoveryCodes } from "./shown-recovery-codes";

const labels = { code: "Code" };

/** Replaces the recovery codes. */
export function RecoveryCodesDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const renew = useMutation(trpc.accounts.renewRecoveryCodes.mutationOptions());
  const [codes, setCodes] = useState<string[]>();
  const form = useForm({ resolver: zodResolver(renewRecoveryCodesInput), defaultValues: { code: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      setCodes((await renew.mutateAsync(values)).recoveryCodes);
    } catch (error) {
      applyServerError(form, error, ["code"]);
    }
  });

  if (codes) return <ShownRecoveryCodes codes={codes} title="New recovery codes" onClose={onClose} />;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>New recovery codes</DialogTitle>
          <DialogDescription>The codes that you have now stop working.</DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} method="post" noValidate className="grid gap-5">
          <FormErrors errors={errors} labels={labels} />
          <Field label={labels.code} hint="Of your app, or a recovery code." error={errors.code?.message}>
            <Input autoComplete="one-time-code" className="max-w-60" {...form.register("code")} />
          </Field>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" pending={isSubmitting}>
              Make new codes
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
