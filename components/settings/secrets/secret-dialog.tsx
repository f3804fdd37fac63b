"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { createSecretInput, updateSecretInput } from "@/server/actions/secrets/secret-input";
import type { Secret } from "./secret-types";

interface SecretDialogProps {
  /** Null for a new one. */
  secret: Secret | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: ReactNode;
}

/** Adds a secret, or changes the value or the note of one. */
export function SecretDialog({ secret, open, onOpenChange, trigger }: SecretDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{secret ? `Change ${secret.name}` : "New secret"}</DialogTitle>
          <DialogDescription>
            {secret
              ? "Published bots use a new value immediately. The stored value is never shown."
              : "The value is stored encrypted and never shown again."}
          </DialogDescription>
        </DialogHeader>
        <SecretForm secret={secret} onSaved={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function SecretForm({ secret, onSaved }: { secret: Secret | null; onSaved: () => void }) {
  const { form, submit } = useSecretForm(secret, onSaved);
  const { errors, isSubmitting } = form.formState;
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={{ name: "Name", value: "Value", note: "Note" }} />
      {!secret && (
        <Field
          label="Name"
          hint="Used in actions as {{secrets.name}}. It cannot be changed later."
          error={errors.name?.message}
        >
          <Input
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="shop_api_key"
            className="font-mono"
            {...form.register("name")}
          />
        </Field>
      )}
      <Field
        label={secret ? "New value" : "Value"}
        hint={secret ? "Leave it empty to keep the stored value." : undefined}
        error={errors.value?.message}
      >
        <Input type="password" autoComplete="off" spellCheck={false} {...form.register("value")} />
      </Field>
      <Field label="Note" hint="What it is for, or where to renew it." error={errors.note?.message}>
        <Input autoComplete="off" {...form.register("note")} />
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting}>
          Save secret
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Checks what is typed: the name only for a new secret, since it cannot be changed. */
const changedSecret = updateSecretInput.omit({ secretId: true }).extend({ name: createSecretInput.shape.name });

function useSecretForm(secret: Secret | null, onSaved: () => void) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const create = useMutation(trpc.secrets.create.mutationOptions());
  const update = useMutation(trpc.secrets.update.mutationOptions());
  const form = useForm({
    resolver: zodResolver(secret ? changedSecret : createSecretInput),
    defaultValues: { name: secret?.name ?? "", value: "", note: secret?.note ?? "" },
  });
  const submit = form.handleSubmit(async ({ name, value, note }) => {
    try {
      if (secret) await update.mutateAsync({ secretId: secret.id, value, note });
      else await create.mutateAsync({ name, value, note });
    } catch (error) {
      return applyServerError(form, error, ["name", "value", "note"]);
    }
    toast.success("Saved");
    void queries.invalidateQueries(trpc.secrets.names.queryFilter());
    router.refresh();
    return onSaved();
  });
  return { form, submit };
}
