"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import type { AppRouter } from "@/server/trpc/root";
import { type Provider, ProviderModelFields } from "./provider-model-fields";
import { useProviderModel } from "./use-provider-model";

interface TranscriptionCardProps {
  providers: Provider[];
  chosen: inferRouterOutputs<AppRouter>["models"]["transcription"]["get"];
  canChange: boolean;
}

const hints = {
  gateway: "A transcription model of the gateway, such as openai/whisper-1.",
  other: "A model for the provider's /audio/transcriptions, such as whisper-1.",
};

/** Chooses the model that transcribes customers' voice messages. The input stays when saving fails. */
export function TranscriptionCard({ providers, chosen, canChange }: TranscriptionCardProps) {
  const { form, save, submit } = useTranscriptionForm(chosen);

  return (
    <Card>
      <CardHeader>
        <CardTitle>Transcription</CardTitle>
        <CardDescription>
          Turns customers’ voice messages into text, so that bots can answer them. Without it, a bot only knows that
          there is a voice message.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <ProviderModelFields
          providers={providers}
          form={form}
          canChange={canChange}
          offLabel="None: voice messages are not transcribed"
          withoutProviders="Connect a provider first; it offers the transcription model."
          hints={hints}
        />
        {save.error && <Alert tone="danger">{messageOf(save.error)}</Alert>}
      </CardContent>
      {canChange && (
        <CardFooter>
          <Button variant="outline" size="sm" pending={save.isPending} onClick={submit}>
            Save
          </Button>
        </CardFooter>
      )}
    </Card>
  );
}

function useTranscriptionForm(chosen: TranscriptionCardProps["chosen"]) {
  const trpc = useTRPC();
  const save = useMutation(trpc.models.transcription.set.mutationOptions());
  const form = useProviderModel(chosen, "whisper-1");

  function submit() {
    form.submit((choice) => {
      const done =
        choice === null ? "Voice messages are no longer transcribed." : "Voice messages are transcribed from now on.";
      save.mutate(choice, {
        onSuccess() {
          form.noteSaved();
          toast.success(done);
        },
      });
    });
  }

  return { form, save, submit };
}
