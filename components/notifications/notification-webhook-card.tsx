"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { SecretField } from "@/components/channels/secret-field";
import { WebhookAddressForm } from "@/components/channels/webhook-address-form";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { timeAgo } from "@/components/ui/time-ago";
import type { NotificationSettings } from "./notification-settings";

interface NotificationWebhookCardProps {
  webhook: NotificationSettings["webhook"];
  now: Date;
}

const example = JSON.stringify(
  {
    event: "notification",
    payload: {
      id: "ntf_…",
      kind: "person_called",
      title: "A customer needs a person",
      body: "Wants a refund.",
      url: "https://…/inbox/cnv_…",
      created_at: "2026-11-21T08:00:00.000Z",
    },
  },
  null,
  2,
);

/** The address that receives all notifications of the workspace, with a test button. */
export function NotificationWebhookCard({ webhook, now }: NotificationWebhookCardProps) {
  const { save, pending, failure } = useSetWebhook();
  const [changed, setChanged] = useState(false);

  return (
    <Card>
      <CardHeader>
        <CardTitle>Webhook of the workspace</CardTitle>
        <CardDescription>
          Parley posts every notification of any kind here. A failed delivery is retried after 5 s, 30 s, 2 min,
          10&nbsp;min and 1&nbsp;h, with the same id.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <WebhookAddressForm
          saved={webhook?.url ?? ""}
          hasSecret={webhook?.hasSecret ?? false}
          placeholder="https://pager.example.com/parley"
          pending={pending}
          failure={failure}
          onSave={save}
          onTyped={setChanged}
        >
          {webhook && (
            <SecretField
              label="Webhook secret"
              hint="Sent as Authorization: Bearer, so that your server knows who calls."
              isSet={webhook.hasSecret}
              pending={pending}
              onSave={(secret) => save({ secret })}
            />
          )}
        </WebhookAddressForm>
        {webhook && <NewestSend newest={webhook.newest} now={now} />}
        <TestButton ready={webhook !== null && !changed} />
        <CodeBlock wrap title="What your server receives" code={example} />
      </CardContent>
    </Card>
  );
}

type Newest = NonNullable<NotificationSettings["webhook"]>["newest"];

function NewestSend({ newest, now }: { newest: Newest; now: Date }) {
  if (newest === null || newest.at === null) return null;
  const when = timeAgo(new Date(newest.at), now);
  if (newest.error === null) {
    return <p className="text-13 leading-5 text-muted-foreground">The latest notification arrived {when}.</p>;
  }
  const next = newest.willRetry ? "It will be retried." : "It will not be retried.";
  return (
    <Alert tone="warning" title={`The latest notification did not arrive (attempt ${newest.attempts}, ${when})`}>
      {newest.error} {next}
    </Alert>
  );
}

function TestButton({ ready }: { ready: boolean }) {
  const trpc = useTRPC();
  const test = useMutation(trpc.notifications.testWebhook.mutationOptions());
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {!ready && (
        <p className="text-13 leading-5 text-muted-foreground">Save an address to send a test notification to it.</p>
      )}
      <Button
        variant="outline"
        className="w-fit"
        disabled={!ready}
        pending={test.isPending}
        onClick={() => test.mutate()}
      >
        Send a test notification
      </Button>
      {ready && test.error && <Alert tone="danger">{messageOf(test.error)}</Alert>}
      {ready && test.data && (
        <Alert
          tone={test.data.ok ? "success" : "danger"}
          title={`${test.data.ok ? "It answered" : "It failed"}${test.data.status === null ? "" : `: status ${test.data.status}`} (${test.data.durationMs} ms)`}
        >
          {test.data.error ?? test.data.responseExcerpt}
        </Alert>
      )}
    </div>
  );
}

/** Saves and confirms; the input stays when saving fails. */
function useSetWebhook() {
  const trpc = useTRPC();
  const router = useRouter();
  const set = useMutation(trpc.notifications.setWebhook.mutationOptions());
  return {
    pending: set.isPending,
    failure: set.error ? messageOf(set.error) : undefined,
    async save(changes: { url?: string | null; secret?: string | null }): Promise<boolean> {
      try {
        await set.mutateAsync(changes);
      } catch (error) {
        if (changes.url === undefined) toast.error(messageOf(error));
        return false;
      }
      toast.success("Saved");
      router.refresh();
      return true;
    },
  };
}
