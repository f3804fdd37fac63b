"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { addProviderForm } from "./add-provider-schema";
import { ProviderKindField } from "./provider-kind-field";

const labels = { kind: "Kind", name: "Name", baseUrl: "Base URL", apiKey: "API key", models: "Models" };
const fields = ["kind", "name", "baseUrl", "apiKey", "models"] as const;

/** Connects a provider; the input stays when that fails. */
export function AddProviderForm({ onAdded }: { onAdded: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.models.providers.create.mutationOptions());
  const form = useForm({
    resolver: zodResolver(addProviderForm),
    defaultValues: { kind: "openai_compatible", name: "", baseUrl: "", apiKey: "", models: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const kind = useWatch({ control: form.control, name: "kind" });

  const submit = form.handleSubmit(async (values) => {
    try {
      await create.mutateAsync(values);
    } catch (error) {
      return applyServerError(form, error, fields);
    }
    toast.success(`${values.name} was added. Test the connection to be sure.`);
    onAdded();
    return router.refresh();
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={labels} />
      <ProviderKindField label={labels.kind} value={kind} onChange={(kind) => form.setValue("kind", kind)} />
      <Field label={labels.name} error={errors.name?.message}>
        <Input
          autoComplete="off"
          placeholder={kind === "gateway" ? "AI Gateway" : "OpenAI"}
          {...form.register("name")}
        />
      </Field>
      {kind === "openai_compatible" && (
        <Field
          label={labels.baseUrl}
          hint="The address that /chat/completions is appended to."
          error={"baseUrl" in errors ? errors.baseUrl?.message : undefined}
        >
          <Input
            type="url"
            inputMode="url"
            autoComplete="off"
            placeholder="https://api.openai.com/v1"
            {...form.register("baseUrl")}
          />
        </Field>
      )}
      <Field label={labels.apiKey} error={errors.apiKey?.message}>
        <Input type="password" autoComplete="off" spellCheck={false} {...form.register("apiKey")} />
      </Field>
      <Field
        label={labels.models}
        hint={`Model ids to choose from, one per line, such as ${kind === "gateway" ? "openai/gpt-5-mini" : "gpt-5-mini"}.`}
        error={errors.models?.message}
      >
        <Textarea className="font-mono" spellCheck={false} autoCapitalize="none" {...form.register("models")} />
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting}>
          Add provider
        </Button>
      </DialogFooter>
    </form>
  );
}
