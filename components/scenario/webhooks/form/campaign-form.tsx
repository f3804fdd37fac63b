"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { campaignFields } from "@/server/scenario/webhooks/editing/webhook-input";
import { ExtraBodyField } from "./extra-body-field";
import { FormActions } from "./form-actions";
import { HeaderRows } from "./header-rows";
import { useSaveWebhook, type WebhookTarget } from "./use-save-webhook";

const labels = { name: "Name", url: "Address", extraBody: "Extra parameters", thanksText: "Thanks" };

/** The form of a campaign webhook (CONTRACTS §5). */
export function CampaignForm(target: WebhookTarget) {
  const { botId, webhook } = target;
  const save = useSaveWebhook(target);
  const form = useForm({ resolver: zodResolver(campaignFields), defaultValues: valuesOf(webhook) });
  const { errors, isSubmitting, isDirty } = form.formState;
  useUnsavedChanges(isDirty && !isSubmitting);
  const submit = form.handleSubmit(async (values) => {
    try {
      await save(values);
    } catch (error) {
      const cells = values.headers.flatMap((_, i) => [`headers.${i}.name`, `headers.${i}.value`] as const);
      return applyServerError(form, error, [...cells, "name", "url", "extraBody", "thanksText"]);
    }
    const headers = values.headers.map((header) => (header.secret ? { ...header, value: null } : header));
    return form.reset({ ...values, headers });
  });
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <FormErrors errors={errors} labels={labels} />
      <Field label={labels.name} error={errors.name?.message}>
        <Input autoComplete="off" placeholder="Membership sales" {...form.register("name")} />
      </Field>
      <Field
        label={labels.url}
        hint="It gets POST requests with JSON. A status of 200 to 299 counts as received; otherwise Parley tries again after 5 s, 30 s, 2 min, 10 min and 1 h."
        error={errors.url?.message}
      >
        <Input
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://example.com/menu?key=…"
          className="font-mono text-13"
          {...form.register("url")}
        />
      </Field>
      <HeaderRows form={form} />
      <Controller
        control={form.control}
        name="extraBody"
        render={({ field }) => (
          <ExtraBodyField
            label={labels.extraBody}
            botId={botId}
            value={field.value}
            error={errors.extraBody?.message}
            onChange={field.onChange}
          />
        )}
      />
      <Field
        label={labels.thanksText}
        hint="Sent after the customer gave the data that a row asked for, unless the webhook answers itself."
        error={errors.thanksText?.message}
      >
        <Textarea rows={2} {...form.register("thanksText")} />
      </Field>
      <FormActions botId={botId} isNew={webhook === null} pending={isSubmitting} isChanged={isDirty} />
    </form>
  );
}

function valuesOf(webhook: WebhookTarget["webhook"]) {
  const config = webhook?.config.kind === "campaign" ? webhook.config : null;
  return {
    kind: "campaign" as const,
    name: webhook?.name ?? "",
    url: webhook?.url ?? "",
    headers: webhook?.headers ?? [],
    extraBody: config?.extraBody ?? "{}",
    thanksText: config?.thanksText ?? "",
  };
}
