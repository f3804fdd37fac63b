"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";

/** A provider as its form describes it. */
export interface DescribedProvider {
  kind: "gateway" | "openai_compatible";
  baseUrl: string;
  /** Empty for the stored key. */
  apiKey: string;
  providerId: string | null;
}

/** The models that a provider lists, as far as they are known. */
export type Offered =
  | { state: "unknown" | "loading" }
  | { state: "listed"; models: readonly string[] }
  | { state: "failed"; message: string };

/** Lists the models of the provider that a form describes. `load` asks for them, once for the same description. */
export function useOfferedModels(described: DescribedProvider): { offered: Offered; load: () => void } {
  const trpc = useTRPC();
  const { variables, mutate, isPending, data, error } = useMutation(trpc.models.providers.offered.mutationOptions());
  // A list of another address or key is not shown.
  const isCurrent = JSON.stringify(variables) === JSON.stringify(described);

  function offered(): Offered {
    if (!isCurrent) return { state: "unknown" };
    if (isPending) return { state: "loading" };
    if (error) return { state: "failed", message: messageOf(error) };
    if (!data) return { state: "unknown" };
    return data.ok ? { state: "listed", models: data.models } : { state: "failed", message: data.message };
  }

  return {
    offered: offered(),
    load() {
      if (!isCurrent || (!isPending && !data?.ok)) mutate(described);
    },
  };
}
