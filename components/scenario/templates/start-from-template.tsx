"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { LayoutTemplate } from "lucide-react";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { type BotTemplateCard, TemplateChoices } from "@/components/bot-templates/template-choices";
import { TemplateDialogue } from "@/components/bot-templates/template-dialogue";
import { WebhookUrlField } from "@/components/bot-templates/webhook-url-field";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { applyServerError, messageOf } from "@/components/ui/apply-server-error";
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
import { focusFirstField } from "@/components/ui/focus-first-field";
import { FormErrors } from "@/components/ui/form-errors";
import { Spinner } from "@/components/ui/spinner";
import { useScenario } from "../use-scenario";

/** Begins an empty scenario with a template, as one edit that can be undone. */
export function StartFromTemplate() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">
          <LayoutTemplate /> Start from a template
        </Button>
      </DialogTrigger>
      <DialogContent width="xl">
        <DialogHeader>
          <DialogTitle>Start from a template</DialogTitle>
          <DialogDescription>
            It adds interactions, with the actions, tables, raffles and polls that they use. You can change everything
            later.
          </DialogDescription>
        </DialogHeader>
        <TemplateLoader onAdded={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function TemplateLoader({ onAdded }: { onAdded: () => void }) {
  const { data, error } = useQuery(useTRPC().bots.templates.queryOptions());
  if (error) return <Alert tone="danger">{messageOf(error)}</Alert>;
  if (!data) return <Spinner label="Loading the templates" />;
  return <TemplateForm templates={data.filter(({ isScripted }) => isScripted)} onAdded={onAdded} />;
}

interface TemplateFormProps {
  templates: readonly BotTemplateCard[];
  onAdded: () => void;
}

function TemplateForm({ templates, onAdded }: TemplateFormProps) {
  const { form, template, submit } = useTemplateForm(templates, onAdded);
  const { errors, isSubmitting } = form.formState;
  return (
    <form ref={focusFirstField} onSubmit={submit} noValidate className="grid min-w-0 gap-5">
      <FormErrors errors={errors} labels={{ webhookUrl: "Address of your webhook" }} />
      <div className="grid min-w-0 gap-5 md:grid-cols-[minmax(0,1fr)_17rem]">
        <TemplateChoices
          templates={templates}
          value={template?.id ?? ""}
          onChange={(id) => form.setValue("templateId", id)}
        />
        <TemplateDialogue template={template} />
      </div>
      {template?.hasWebhook && (
        <WebhookUrlField registration={form.register("webhookUrl")} error={errors.webhookUrl?.message} />
      )}
      <DialogFooter className="sticky -bottom-6 -mx-6 -mb-6 border-t bg-popover px-6 py-4">
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting}>
          Add to the scenario
        </Button>
      </DialogFooter>
    </form>
  );
}

function useTemplateForm(templates: readonly BotTemplateCard[], onAdded: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { botId, edit } = useScenario();
  const add = useMutation(trpc.bots.addTemplate.mutationOptions());
  const form = useForm({ defaultValues: { templateId: templates[0]?.id ?? "", webhookUrl: "" } });
  const templateId = useWatch({ control: form.control, name: "templateId" });
  const template = templates.find(({ id }) => id === templateId);
  const submit = form.handleSubmit(async ({ webhookUrl }) => {
    if (!template) return;
    try {
      const { interactions } = await add.mutateAsync({
        botId,
        templateId: template.id,
        webhookUrl: template.hasWebhook ? webhookUrl : "",
      });
      const result = await edit({ put: interactions }, { what: `template ${template.name}` });
      // The scenario was switched on, too.
      void queries.invalidateQueries(trpc.scenario.get.queryFilter({ botId }));
      if (result.ok) onAdded();
      else applyServerError(form, result.error, []);
    } catch (error) {
      applyServerError(form, error, ["webhookUrl"]);
    }
  });
  return { form, template, submit };
}
