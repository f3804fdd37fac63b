"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { type ApiRequest, ApiRequestRow, statusTone } from "./api-request-row";
import { ApiSection } from "./api-section";
import { type ApiAnswer, type TrialKind, postTrial, trialKinds, trialMessage } from "./api-trial";
import type { Channel } from "@/components/channels/channel-types";

const LOOK_AGAIN_MS = 300;

interface ApiTryItProps {
  channel: Channel;
  token: string;
  hasWebhook: boolean;
}

/** Posts a message to the public API from the browser, as a messenger would, and shows the result. */
export function ApiTryIt({ channel, token, hasWebhook }: ApiTryItProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [kind, setKind] = useState<TrialKind>("text");
  const [text, setText] = useState("Where is my order A-1042?");
  const trial = useMutation({
    mutationFn: (body: { message_id: string }) => postTrial(token, body),
    onSettled: () => client.invalidateQueries({ queryKey: trpc.channels.requests.queryKey({ channelId: channel.id }) }),
  });
  const hasText = trialKinds[kind].hasText;
  const accepted = trial.data?.status === 202 ? trial.data.sent : null;

  function send(event: FormEvent) {
    event.preventDefault();
    trial.mutate(trialMessage(kind, text));
  }

  return (
    <ApiSection
      id="try"
      intro={
        hasWebhook
          ? "A real request to the address above, from your browser. The bot answers it, and the answer goes to your webhook."
          : "A real request to the address above, from your browser. The bot answers it; the answer stays undelivered until there is a webhook URL."
      }
    >
      <form onSubmit={send} className="grid gap-4 rounded-xl border bg-card p-5 shadow-raised">
        <div className="grid gap-4 sm:grid-cols-[14rem_minmax(0,1fr)]">
          <Field label="Message">
            <Select value={kind} onValueChange={(value) => isKind(value) && setKind(value)}>
              <SelectTrigger>
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {Object.entries(trialKinds).map(([key, { label, hint }]) => (
                  <SelectItem key={key} value={key} hint={hint}>
                    {label}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          </Field>
          {hasText && (
            <Field label="Text">
              <Input value={text} maxLength={1000} onChange={(event) => setText(event.target.value)} />
            </Field>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" pending={trial.isPending} disabled={hasText && text.trim() === ""}>
            Send
          </Button>
          {accepted && (
            <Button variant="outline" disabled={trial.isPending} onClick={() => trial.mutate(accepted)}>
              Send the same again
            </Button>
          )}
        </div>
        {trial.error && (
          <Alert tone="danger" title="The request did not arrive">
            {trial.error.message} Is Parley running, and are you online?
          </Alert>
        )}
        {trial.data && <TrialOutcome channel={channel} answer={trial.data} />}
      </form>
    </ApiSection>
  );
}

function TrialOutcome({ channel, answer }: { channel: Channel; answer: ApiAnswer }) {
  const base = `/bots/${channel.botId}/channels/${channel.id}/conversations`;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <output className="flex flex-wrap items-center gap-2 text-13 text-muted-foreground">
        <Badge tone={statusTone(answer.status)}>{answer.status}</Badge>
        {answer.status === 202 ? "Accepted" : "Refused"} after {answer.durationMs} ms
        {answer.conversationId && (
          <Link
            href={`${base}/${answer.conversationId}`}
            className="rounded-sm underline underline-offset-2 focus-ring"
          >
            Open the conversation
          </Link>
        )}
      </output>
      <CodeBlock title="Answer" code={answer.body} wrap className="max-h-80" />
      {answer.status !== 401 && <InTheLog channelId={channel.id} messageId={answer.sent.message_id} />}
    </div>
  );
}

/** Shows the request's row in the log, as soon as it is written. */
function InTheLog({ channelId, messageId }: { channelId: string; messageId: string }) {
  const trpc = useTRPC();
  const requests = useQuery(
    trpc.channels.requests.queryOptions(
      { channelId },
      { refetchInterval: ({ state }) => (ofMessage(state.data, messageId) ? false : LOOK_AGAIN_MS) },
    ),
  );
  const request = ofMessage(requests.data, messageId);
  return (
    <div className="grid gap-1.5">
      <p className="text-12 font-medium text-muted-foreground">In the log</p>
      <div className="rounded-lg border">
        {request ? (
          <ApiRequestRow request={request} />
        ) : (
          <span className="flex px-3.5 py-2.5">
            <Spinner label="Waiting for the log" />
          </span>
        )}
      </div>
    </div>
  );
}

function ofMessage(requests: ApiRequest[] | undefined, messageId: string): ApiRequest | undefined {
  return requests?.find((request) => request.messageId === messageId);
}

function isKind(value: string): value is TrialKind {
  return value in trialKinds;
}
