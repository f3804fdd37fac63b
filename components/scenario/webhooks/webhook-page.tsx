"use client";

import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { CampaignForm } from "./form/campaign-form";
import { FulfilmentForm } from "./form/fulfilment-form";
import { CallLog } from "./log/call-log";
import { TestCard } from "./test-card";
import { VerifyButton } from "./verify-button";
import { VerificationState } from "./webhook-state";
import type { Webhook } from "./webhook-types";

/** A webhook: its form, verification, test and log. Viewers see it without the forms. */
export function WebhookPage({ webhook, canEdit }: { webhook: Webhook; canEdit: boolean }) {
  const { config } = webhook;
  const target = { botId: webhook.botId, webhook, onSaved: () => undefined };
  const isFulfilment = config.kind === "fulfilment";
  return (
    <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-6">
      {isFulfilment && (
        <Card>
          <CardHeader>
            <CardTitle>Verification</CardTitle>
          </CardHeader>
          <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-3">
            <VerificationState webhook={webhook} />
            {canEdit && <VerifyButton webhookId={webhook.id} />}
          </CardContent>
        </Card>
      )}
      <Card>
        <CardHeader>
          <CardTitle>Settings</CardTitle>
        </CardHeader>
        <CardContent className="grid grid-cols-[minmax(0,1fr)]">
          {canEdit ? (
            isFulfilment ? (
              <FulfilmentForm {...target} />
            ) : (
              <CampaignForm {...target} />
            )
          ) : (
            <CodeBlock title="Address" code={webhook.url} wrap />
          )}
        </CardContent>
      </Card>
      {canEdit && <TestCard webhook={webhook} />}
      <CallLog webhookId={webhook.id} canEdit={canEdit} />
    </div>
  );
}
