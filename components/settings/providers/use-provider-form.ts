"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import type { ModelUse } from "./model-uses";
import { providerForm } from "./provider-form-schema";
import type { ProviderPreset } from "./provider-presets";
import type { Provider } from "./provider-types";

const fields = ["name", "baseUrl", "apiKey", "models"] as const;

export type ProviderFormState = ReturnType<typeof useProviderForm>;

/** The state of the form; `provider` is null for a new one. */
export function useProviderForm(provider: Provider | null, preset: ProviderPreset) {
  const schema = useMemo(() => providerForm(provider), [provider]);
  return useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      kind: provider?.kind ?? preset.kind,
      name: provider?.name ?? preset.name,
      baseUrl: provider ? (provider.baseUrl ?? "") : preset.baseUrl,
      apiKey: "",
      models: provider?.models ?? [],
      needsNoKey: false,
    },
  });
}

/** Finds the bots that use models which the form takes out of the saved provider. */
export function useRemovedModels(provider: Provider | null, models: string[]): ModelUse[] {
  const trpc = useTRPC();
  const removed = provider?.models.filter((id) => !models.includes(id)) ?? [];
  const providerId = provider?.id ?? "";
  const enabled = removed.length > 0;
  const usage = useQuery(trpc.models.providers.uses.queryOptions({ providerId }, { enabled, staleTime: 0 }));
  return enabled ? (usage.data ?? []).filter(({ modelId }) => removed.includes(modelId)) : [];
}

/** Tests the provider and saves it. `failure` is what the provider answered to a failed test. */
export function useSaveProvider(form: ProviderFormState, provider: Provider | null, onSaved: () => void) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.models.providers.create.mutationOptions());
  const update = useMutation(trpc.models.providers.update.mutationOptions());
  const tryIt = useMutation(trpc.models.providers.try.mutationOptions());
  const [failure, setFailure] = useState<string | null>(null);

  const save = (anyway: boolean) =>
    form.handleSubmit(async ({ models, name, ...access }) => {
      const providerId = provider?.id ?? null;
      try {
        if (!anyway) {
          setFailure(null);
          const [modelId = ""] = models;
          const tested = await tryIt.mutateAsync({ provider: { ...access, providerId }, modelId });
          if (!tested.ok) return setFailure(tested.message);
        }
        const saved = { ...access, models, name };
        if (providerId === null) await create.mutateAsync(saved);
        else await update.mutateAsync({ ...saved, providerId });
      } catch (error) {
        return applyServerError(form, error, fields);
      }
      toast.success(anyway ? `${name} was saved without a successful test.` : `${name} answered and was saved.`);
      onSaved();
      return router.refresh();
    });
  return { failure, save };
}
