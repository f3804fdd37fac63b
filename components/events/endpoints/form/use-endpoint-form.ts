"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, type UseFormReturn } from "react-hook-form";
import { applyServerError } from "@/components/ui/apply-server-error";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { type EndpointInput, endpointFields } from "@/server/events/endpoints/endpoint-input";

export type EndpointForm = UseFormReturn<EndpointInput>;

/** The form of an endpoint. `save` rejects with the server's refusal, which is shown beside the fields. */
export function useEndpointForm(initial: EndpointInput, save: (endpoint: EndpointInput) => Promise<void>) {
  const form = useForm({ resolver: zodResolver(endpointFields), defaultValues: initial });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  useUnsavedChanges(isDirty && !isSubmitting && !isSubmitSuccessful);
  const submit = form.handleSubmit(async (values) => {
    try {
      await save(values);
    } catch (error) {
      const cells = values.headers.flatMap((_, i) => [`headers.${i}.name`, `headers.${i}.value`] as const);
      applyServerError(form, error, [...cells, ...fieldNames]);
    }
  });
  return { form, submit };
}

const fieldNames = [
  "name",
  "url",
  "events",
  "botIds",
  "channelIds",
  "tags",
  "headers",
  "concurrency",
  "ratePerSecond",
] as const;
