"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { PasswordInput } from "@/components/auth/password-input";
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
import { turnOffTwoFactorInput } from "@/server/accounts/two-factor/two-factor-input";

const labels = { password: "Password", code: "Code" };

interface TurnOffDialogProps {
  hasPassword: boolean;
  onClose: () => void;
}

/** Turns two-factor sign-in off. */
export function TurnOffDialog({ hasPassword, onClose }: TurnOffDialogProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const turnOff = useMutation(trpc.accounts.turnOffTwoFactor.mutationOptions());
  const form = useForm({ resolver: zodResolver(turnOffTwoFactorInput), defaultValues: { password: "", code: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      await turnOff.mutateAsync(values);
    } catch (error) {
      return applyServerError(form, error, ["password", "code"]);
    }
    onClose();
    router.refresh();
    return void toast.success("Two-factor sign-in is off.");
  });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Turn two-factor sign-in off?</DialogTitle>
          <DialogDescription>
            Then the first step is enough to sign in. The recovery codes stop working.
          </DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} method="post" noValidate className="grid gap-5">
          <FormErrors errors={errors} labels={labels} />
          {hasPassword && (
            <Field label={labels.password} error={errors.password?.message}>
              <PasswordInput autoComplete="current-password" {...form.register("password")} />
            </Field>
          )}
          <Field label={labels.code} hint="Of your app, or a recovery code." error={errors.code?.message}>
            <Input autoComplete="one-time-code" className="max-w-60" {...form.register("code")} />
          </Field>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" variant="danger" pending={isSubmitting}>
              Turn off
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
