"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { defaultPollTexts, type PollSettings, pollSettings } from "@/server/schemas/poll";
import { type Poll, settingsOf } from "./poll-types";

const newPoll: PollSettings = {
  name: "",
  question: "",
  options: [
    { id: null, text: "" },
    { id: null, text: "" },
  ],
  isChangeable: false,
  opensAt: null,
  closesAt: null,
  texts: defaultPollTexts,
};

/** The form of a poll's settings; null for a new poll. */
export function usePollForm(poll: Poll | null) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const save = useMutation(trpc.polls.save.mutationOptions());
  const form = useForm({ resolver: zodResolver(pollSettings), defaultValues: poll ? settingsOf(poll) : newPoll });
  const { isDirty, isSubmitting } = form.formState;
  useUnsavedChanges(isDirty && !isSubmitting && !save.isSuccess);
  const submit = form.handleSubmit(async (settings) => {
    try {
      const { id } = await save.mutateAsync({ pollId: poll?.id ?? null, ...settings });
      toast.success("Saved");
      void queries.invalidateQueries(trpc.polls.list.queryFilter());
      if (!poll) return router.push(`/polls/${id}`);
      // New options have ids now.
      form.reset(settingsOf(await queries.fetchQuery(trpc.polls.get.queryOptions({ pollId: id }, { staleTime: 0 }))));
      save.reset();
      void queries.invalidateQueries(trpc.polls.results.queryFilter({ pollId: id }));
      router.refresh();
    } catch (error) {
      const options = settings.options.map((_, i) => `options.${i}.text` as const);
      applyServerError(form, error, ["name", "question", "closesAt", ...options]);
    }
  });
  return { form, submit, isBusy: isSubmitting || (poll === null && save.isSuccess) };
}
