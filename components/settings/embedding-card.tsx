"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { EmbeddingProgress, type EmbeddingStatus } from "./embedding-progress";
import { type Provider, ProviderModelFields } from "./provider-model-fields";
import { useProviderModel } from "./use-provider-model";

interface EmbeddingCardProps {
  providers: Provider[];
  initial: EmbeddingStatus;
  canChange: boolean;
}

const REFRESH_MS = 3000;
const hints = {
  gateway: "An embedding model of the gateway, such as openai/text-embedding-3-small.",
  other: "A model for the provider's /embeddings, such as text-embedding-3-small.",
};

/** Chooses the model with which the knowledge base is searched by meaning. The input stays when saving fails. */
export function EmbeddingCard({ providers, initial, canChange }: EmbeddingCardProps) {
  const trpc = useTRPC();
  const { data: status } = useQuery(
    trpc.knowledge.embedding.queryOptions(undefined, {
      initialData: initial,
      refetchInterval: ({ state }) => (isWorking(state.data) ? REFRESH_MS : false),
    }),
  );
  const { form, save, submit } = useEmbeddingForm(initial.chosen);

  return (
    <Card>
      <CardHeader>
        <CardTitle>Search by meaning</CardTitle>
        <CardDescription>
          An embedding model also finds texts of the knowledge base that have no word of the question. All texts, and
          each question of a customer, are sent to it.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <ProviderModelFields
          providers={providers}
          form={form}
          canChange={canChange}
          offLabel="None: search compares words only"
          withoutProviders="Connect a provider first; it offers the embedding model."
          hints={hints}
        />
        {save.error && <Alert tone="danger">{messageOf(save.error)}</Alert>}
        <EmbeddingProgress status={status} />
      </CardContent>
      {canChange && (
        <CardFooter>
          <Button variant="outline" size="sm" pending={save.isPending} onClick={submit}>
            {providers.some(({ id }) => id === form.providerId) ? "Try and save" : "Save"}
          </Button>
        </CardFooter>
      )}
    </Card>
  );
}

function isWorking(status: EmbeddingStatus | undefined): boolean {
  return status?.chosen != null && status.error === null && status.withVector + status.refused < status.texts;
}

function useEmbeddingForm(chosen: EmbeddingStatus["chosen"]) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const save = useMutation(trpc.knowledge.setEmbedding.mutationOptions());
  const before = chosen && { providerId: chosen.providerId, modelId: chosen.model };
  const form = useProviderModel(before, "text-embedding-3-small");

  function submit() {
    form.submit((choice) => {
      const done = choice === null ? "Search compares words only." : "The model works. All texts get vectors now.";
      save.mutate(choice && { providerId: choice.providerId, model: choice.modelId }, {
        async onSuccess() {
          form.noteSaved();
          toast.success(done);
          await queries.invalidateQueries(trpc.knowledge.embedding.queryFilter());
        },
      });
    });
  }

  return { form, save, submit };
}
