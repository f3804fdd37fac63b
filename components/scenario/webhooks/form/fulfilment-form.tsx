"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { Segmented } from "@/components/actions/fields/segmented";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { fulfilmentFields } from "@/server/scenario/webhooks/editing/webhook-input";
import { FormActions } from "./form-actions";
import { TokenField } from "./token-field";
import { useSaveWebhook, type WebhookTarget } from "./use-save-webhook";

const labels = { name: "Name", url: "Address", token: "Verification token", fallbackText: "Fallback text" };
const schemas = [
  { value: "v1", label: "v1 (old builder)" },
  { value: "v2", label: "v2" },
] as const;

/** The form of a fulfilment webhook (CONTRACTS §4). Saving verifies a new address or token. */
export function FulfilmentForm(target: WebhookTarget) {
  const { webhook } = target;
  const save = useSaveWebhook(target);
  const form = useForm({ resolver: zodResolver(fulfilmentFields), defaultValues: valuesOf(webhook) });
  const { errors, isSubmitting, isDirty } = form.formState;
  useUnsavedChanges(isDirty && !isSubmitting);
  const submit = form.handleSubmit(async ({ token, ...values }) => {
    try {
      await save({ ...values, ...(token !== "" && { token }) });
    } catch (error) {
      return applyServerError(form, error, ["name", "url", "token", "fallbackText"]);
    }
    return form.reset({ ...form.getValues(), token: "" });
  });
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <FormErrors errors={errors} labels={labels} />
      <Field label={labels.name} error={errors.name?.message}>
        <Input autoComplete="off" placeholder="Order system" {...form.register("name")} />
      </Field>
      <Field
        label={labels.url}
        hint="It must echo the parameter “challenge” of a GET request, and answer POST requests with JSON."
        error={errors.url?.message}
      >
        <Input
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://example.com/fulfilment"
          className="font-mono text-13"
          {...form.register("url")}
        />
      </Field>
      <Controller
        control={form.control}
        name="token"
        render={({ field }) => (
          <TokenField
            value={field.value}
            isStored={webhook !== null}
            error={errors.token?.message}
            onChange={field.onChange}
          />
        )}
      />
      <Controller
        control={form.control}
        name="schema"
        render={({ field }) => (
          <Field label="Schema" hint="The form of the request. Answers of either schema are understood.">
            <Segmented label="Schema" value={field.value} options={schemas} onChange={field.onChange} />
          </Field>
        )}
      />
      <Field
        label={labels.fallbackText}
        hint="Sent after the interaction’s own answers when the webhook fails. Leave it empty to send nothing."
        error={errors.fallbackText?.message}
      >
        <Textarea rows={2} {...form.register("fallbackText")} />
      </Field>
      <FormActions botId={target.botId} isNew={webhook === null} pending={isSubmitting} isChanged={isDirty} />
    </form>
  );
}

function valuesOf(webhook: WebhookTarget["webhook"]) {
  const config = webhook?.config.kind === "fulfilment" ? webhook.config : null;
  return {
    kind: "fulfilment" as const,
    name: webhook?.name ?? "",
    url: webhook?.url ?? "",
    token: "",
    schema: config?.schema ?? ("v2" as const),
    fallbackText: config?.fallbackText ?? "",
  };
}
