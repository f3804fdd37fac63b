"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { type BotTemplateCard, TemplateChoices } from "@/components/bot-templates/template-choices";
import { TemplateDialogue } from "@/components/bot-templates/template-dialogue";
import { WebhookUrlField } from "@/components/bot-templates/webhook-url-field";
import { browserTimeZone } from "@/components/ui/time-zone-select";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";

const createBotForm = z.object({
  name: z.string().trim().min(1, "Give the bot a name.").max(80, "Use at most 80 characters."),
  templateId: z.string(),
  webhookUrl: z.string(),
});

/** The value of the choice "From scratch". */
const FROM_SCRATCH = "";

export interface CreateBotFormProps {
  templates: readonly BotTemplateCard[];
}

/** Chooses a template, names the bot, and opens its editor. */
export function CreateBotForm({ templates }: CreateBotFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [leaving, setLeaving] = useState(false);
  const create = useMutation(trpc.bots.create.mutationOptions());
  const first = templates[0];
  const form = useForm({
    resolver: zodResolver(createBotForm),
    defaultValues: { name: first?.name ?? "", templateId: first?.id ?? FROM_SCRATCH, webhookUrl: "" },
  });
  const { errors, isSubmitting, dirtyFields } = form.formState;
  const templateId = useWatch({ control: form.control, name: "templateId" });
  const template = templates.find(({ id }) => id === templateId);

  function choose(id: string) {
    form.setValue("templateId", id);
    if (dirtyFields.name) return;
    form.resetField("name", { defaultValue: templates.find((t) => t.id === id)?.name ?? "" });
  }

  const submit = form.handleSubmit(async (values) => {
    try {
      const { name } = values;
      const bot = await create.mutateAsync({
        name,
        templateId: values.templateId || null,
        // What was typed stays in the form while another template is chosen.
        webhookUrl: template?.hasWebhook ? values.webhookUrl : "",
        timeZone: browserTimeZone(),
      });
      setLeaving(true);
      router.push(`/bots/${bot.id}`);
    } catch (error) {
      applyServerError(form, error, ["name", "webhookUrl"]);
    }
  });

  return (
    <form onSubmit={submit} noValidate className="grid min-w-0 gap-5">
      <FormErrors errors={errors} labels={{ name: "Name", webhookUrl: "Address of your webhook" }} />
      <div className="grid min-w-0 gap-5 md:grid-cols-[minmax(0,1fr)_17rem]">
        <TemplateChoices templates={templates} value={templateId} onChange={choose} hasScratch />
        {/* Beside the templates, where it is visible without scrolling. */}
        <div className="grid min-w-0 content-start gap-5">
          <Field label="Name" hint="Customers may see it." error={errors.name?.message}>
            <Input autoComplete="off" {...form.register("name")} />
          </Field>
          {template?.hasWebhook && (
            <WebhookUrlField registration={form.register("webhookUrl")} error={errors.webhookUrl?.message} />
          )}
          <TemplateDialogue template={template} />
        </div>
      </div>
      <DialogFooter className="sticky -bottom-6 -mx-6 -mb-6 border-t bg-popover px-6 py-4">
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting || leaving}>
          Create bot
        </Button>
      </DialogFooter>
    </form>
  );
}
