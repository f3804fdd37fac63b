"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import type { SettingsOf } from "@/components/channels/channel-types";
import type { ChannelApi } from "@/server/channels/contract";
import { durationInWords } from "@/server/text/duration-in-words";
import { delaysInWords } from "./api-texts";
import { MessageFormFields } from "./message-form-fields";
import { SecretField } from "@/components/channels/secret-field";
import { useUpdateChannel } from "@/components/channels/use-update-channel";
import { WebhookAddressForm } from "@/components/channels/webhook-address-form";

interface OutgoingCardProps {
  channelId: string;
  settings: SettingsOf<"custom">;
  api: ChannelApi;
}

/** The webhook for replies (CONTRACTS §2), with a button to test it. */
export function OutgoingCard({ channelId, settings, api }: OutgoingCardProps) {
  const { save, pending, failure } = useUpdateChannel(channelId);
  const [changed, setChanged] = useState(false);

  return (
    <Card>
      <CardHeader>
        <CardTitle>Answers out</CardTitle>
        <CardDescription>
          Parley posts every answer here, in order, and counts a status of 200 to 299 within{" "}
          {durationInWords(api.answerTimeoutSeconds)} as delivered.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <WebhookAddressForm
          saved={settings.webhookUrl ?? ""}
          hasSecret={settings.hasWebhookSecret}
          placeholder="https://messenger.example.com/parley"
          pending={pending}
          failure={failure ?? undefined}
          onSave={({ url, secret }) =>
            save(
              { custom: { webhookUrl: url, ...(secret !== undefined && { webhookSecret: secret }) } },
              { quiet: true },
            )
          }
          onTyped={setChanged}
        >
          <SecretField
            label="Webhook secret"
            hint="Sent as Authorization: Bearer, so that your webhook knows who calls."
            isSet={settings.hasWebhookSecret}
            pending={pending}
            onSave={(webhookSecret) => save({ custom: { webhookSecret } })}
          />
        </WebhookAddressForm>
        <Field
          layout="split"
          label="Try again when a delivery fails"
          hint={`After ${delaysInWords(api, "short")}. After the last try the message is undelivered.`}
        >
          <Switch
            checked={settings.retry}
            disabled={pending}
            onCheckedChange={(retry) => void save({ custom: { retry } })}
          />
        </Field>
        <MessageFormFields settings={settings} pending={pending} save={save} />
        <TestButton channelId={channelId} ready={settings.webhookUrl !== null && !changed} />
      </CardContent>
    </Card>
  );
}

function TestButton({ channelId, ready }: { channelId: string; ready: boolean }) {
  const trpc = useTRPC();
  const test = useMutation(trpc.channels.sendTest.mutationOptions());
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {!ready && (
        <p className="text-13 leading-5 text-muted-foreground">Save a webhook URL to send a test request to it.</p>
      )}
      <Button
        variant="outline"
        className="w-fit"
        disabled={!ready}
        pending={test.isPending}
        onClick={() => test.mutate({ channelId })}
      >
        Send a test request
      </Button>
      {ready && test.error && <Alert tone="danger">{messageOf(test.error)}</Alert>}
      {ready && test.data && (
        <Alert
          tone={test.data.ok ? "success" : "danger"}
          title={`${test.data.ok ? "It answered" : "It failed"}${test.data.status === null ? "" : `: status ${test.data.status}`} (${Math.round(test.data.durationMs)} ms)`}
        >
          {test.data.error ?? test.data.responseExcerpt}
        </Alert>
      )}
    </div>
  );
}
