"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import type { AppRouter } from "@/server/trpc/root";

type Models = inferRouterOutputs<AppRouter>["models"];

interface TranscriptionCardProps {
  providers: Models["providers"]["list"];
  chosen: Models["transcription"]["get"];
  canChange: boolean;
}

const OFF = "off";

/** Chooses the model that transcribes customers' voice messages. The input stays when saving fails. */
export function TranscriptionCard({ providers, chosen, canChange }: TranscriptionCardProps) {
  const { save, submit, fault, providerId, setProviderId, modelId, setModelId } = useTranscriptionForm(chosen);
  const provider = providers.find(({ id }) => id === providerId);

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
        <Field
          label="Provider"
          hint={providers.length === 0 ? "Connect a provider first; it offers the transcription model." : undefined}
        >
          <Select value={provider ? providerId : OFF} onValueChange={setProviderId} disabled={!canChange}>
            <SelectTrigger>
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              <SelectItem value={OFF}>None: voice messages are not transcribed</SelectItem>
              {providers.map(({ id, name }) => (
                <SelectItem key={id} value={id}>
                  {name}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
        {provider && (
          <Field
            label="Model"
            hint={
              provider.kind === "gateway"
                ? "A transcription model of the gateway, such as openai/whisper-1."
                : "A model for the provider's /audio/transcriptions, such as whisper-1."
            }
            error={fault}
          >
            <Input
              className="font-mono"
              value={modelId}
              maxLength={200}
              spellCheck={false}
              autoCapitalize="none"
              autoComplete="off"
              readOnly={!canChange}
              onChange={(event) => setModelId(event.target.value)}
            />
          </Field>
        )}
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
  const [providerId, setProviderId] = useState(chosen?.providerId ?? OFF);
  const [modelId, setModelId] = useState(chosen?.modelId ?? "");
  const [fault, setFault] = useState<string>();
  const [savedAs, setSavedAs] = useState({ providerId, modelId });
  useUnsavedChanges(providerId !== savedAs.providerId || (providerId !== OFF && modelId !== savedAs.modelId));
  const isOff = providerId === OFF;

  function submit() {
    const typed = modelId.trim();
    if (!isOff && typed === "") return setFault("Write the model's id, such as whisper-1.");
    setFault(undefined);
    const done = isOff ? "Voice messages are no longer transcribed." : "Voice messages are transcribed from now on.";
    return save.mutate(isOff ? null : { providerId, modelId: typed }, {
      onSuccess() {
        setSavedAs({ providerId, modelId });
        toast.success(done);
      },
    });
  }

  return { save, submit, fault, providerId, setProviderId, modelId, setModelId };
}
