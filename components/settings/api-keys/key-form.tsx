"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { Controller, useForm } from "react-hook-form";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { createApiKeyInput } from "@/server/accounts/api-keys/api-key-input";
import { ScopeChoice } from "./scope-choice";

const NEVER = "never";

/** The offered times until a key expires, in days. */
const lifetimes = [
  { value: NEVER, label: "Never", days: null },
  { value: "30", label: "In 30 days", days: 30 },
  { value: "90", label: "In 90 days", days: 90 },
  { value: "365", label: "In a year", days: 365 },
];

/** Asks what a new API key is for and what it may do, and creates it. */
export function KeyForm({ onCreated }: { onCreated: (key: string) => void }) {
  const { form, submit } = useKeyForm(onCreated);
  const { errors, isSubmitting } = form.formState;
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={{ name: "Name", scopes: "What it may do", expiresInDays: "Expires" }} />
      <Field label="Name" hint="The program that will use the key." error={errors.name?.message}>
        <Input autoComplete="off" placeholder="Warehouse" {...form.register("name")} />
      </Field>
      <Controller
        control={form.control}
        name="scopes"
        render={({ field, fieldState }) => (
          <ScopeChoice value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
        )}
      />
      <Controller
        control={form.control}
        name="expiresInDays"
        render={({ field, fieldState }) => (
          <Field label="Expires" error={fieldState.error?.message}>
            <Select
              value={lifetimes.find(({ days }) => days === field.value)?.value ?? NEVER}
              onValueChange={(chosen) => field.onChange(lifetimes.find(({ value }) => value === chosen)?.days ?? null)}
            >
              <SelectTrigger ref={field.ref}>
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {lifetimes.map(({ value, label }) => (
                  <SelectItem key={value} value={value}>
                    {label}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          </Field>
        )}
      />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting}>
          Create key
        </Button>
      </DialogFooter>
    </form>
  );
}

function useKeyForm(onCreated: (key: string) => void) {
  const trpc = useTRPC();
  const create = useMutation(trpc.apiKeys.create.mutationOptions());
  const form = useForm({
    resolver: zodResolver(createApiKeyInput),
    defaultValues: { name: "", scopes: ["events:read" as const], expiresInDays: null },
  });
  const submit = form.handleSubmit(async (input) => {
    try {
      const { key } = await create.mutateAsync(input);
      onCreated(key);
    } catch (error) {
      applyServerError(form, error, ["name", "scopes", "expiresInDays"]);
    }
  });
  return { form, submit };
}
