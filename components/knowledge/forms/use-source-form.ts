"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useForm, type UseFormReturn } from "react-hook-form";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { writtenSettings } from "@/server/knowledge/sources/source-input";
import type { Source } from "../knowledge-types";
import {
  type Beginning,
  formFields,
  formOf,
  type SourceForm,
  sourceForm,
  type WrittenKind,
} from "./source-form-schema";

export type SourceFormReturn = UseFormReturn<SourceForm>;

/**
 * The form of a source's settings; null for a new source. A failed save keeps what was typed.
 * @param onSaved Called with the source's id. The form waits for it.
 * @param beginning What a new source begins with.
 */
export function useSourceForm(
  kind: WrittenKind,
  source: Source | null,
  onSaved: (sourceId: string) => void | Promise<void>,
  beginning?: Beginning,
) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(trpc.knowledge.create.mutationOptions());
  const update = useMutation(trpc.knowledge.update.mutationOptions());
  const form = useForm({ resolver: zodResolver(sourceForm), defaultValues: formOf(kind, source, beginning) });
  const { isDirty, isSubmitting } = form.formState;
  useUnsavedChanges(isDirty && !isSubmitting && !create.isSuccess);
  useEffect(() => {
    // Changes by others are shown, unless this member has begun to edit: the server then refuses to overwrite them.
    if (!source || isDirty || source.basedOn === form.getValues("basedOn")) return;
    form.reset(formOf(kind, source));
  }, [kind, source, isDirty, form]);

  async function save({ name, schedule, settings, basedOn }: SourceForm): Promise<string> {
    const changes = { name, schedule, settings: writtenSettings.parse(settings) };
    if (!source) return (await create.mutateAsync(changes)).id;
    await update.mutateAsync({ sourceId: source.id, basedOn, ...changes });
    return source.id;
  }

  const submit = form.handleSubmit(async (values) => {
    try {
      const id = await save(values);
      toast.success(source ? "Saved" : "Added");
      form.reset(values);
      await queries.invalidateQueries(trpc.knowledge.pathFilter());
      await onSaved(id);
    } catch (error) {
      applyServerError(form, error, formFields);
    }
  });
  return { form, submit, isBusy: isSubmitting };
}
