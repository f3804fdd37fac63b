"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { defaultRaffleTexts, type RaffleSettings, raffleSettings } from "@/server/schemas/raffle";
import { type Raffle, settingsOf } from "./raffle-types";

const newRaffle: RaffleSettings = {
  name: "",
  winChance: 0.25,
  opensAt: null,
  closesAt: null,
  texts: defaultRaffleTexts,
  prizes: [{ id: null, name: "", quantity: 1 }],
};

/** The form of a raffle's settings; null for a new raffle. */
export function useRaffleForm(raffle: Raffle | null) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const save = useMutation(trpc.raffles.save.mutationOptions());
  const form = useForm({
    resolver: zodResolver(raffleSettings),
    defaultValues: raffle ? settingsOf(raffle) : newRaffle,
  });
  const { isDirty, isSubmitting } = form.formState;
  useUnsavedChanges(isDirty && !isSubmitting && !save.isSuccess);
  const submit = form.handleSubmit(async (settings) => {
    try {
      const { id } = await save.mutateAsync({ raffleId: raffle?.id ?? null, ...settings });
      toast.success("Saved");
      void queries.invalidateQueries(trpc.raffles.list.queryFilter());
      if (!raffle) return router.push(`/raffles/${id}`);
      // New prizes have ids now.
      form.reset(
        settingsOf(await queries.fetchQuery(trpc.raffles.get.queryOptions({ raffleId: id }, { staleTime: 0 }))),
      );
      save.reset();
      router.refresh();
    } catch (error) {
      const prizes = settings.prizes.flatMap((_, i) => [`prizes.${i}.name`, `prizes.${i}.quantity`] as const);
      applyServerError(form, error, ["name", "winChance", "closesAt", ...prizes]);
    }
  });
  return { form, submit, isBusy: isSubmitting || (raffle === null && save.isSuccess) };
}
