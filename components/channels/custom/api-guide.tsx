"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { BackLink } from "@/components/ui/back-link";
import type { ChannelApi } from "@/server/channels/contract";
import { fileSize } from "@/server/files/file-size";
import { ApiAccessFields } from "./api-access-fields";
import { ApiNav } from "@/components/channels/api-nav";
import { AnswersSection, FieldsSection } from "./api-reference";
import { ApiRequestLog } from "./api-request-log";
import { AttachmentSamples, FirstMessageSamples } from "./api-send-samples";
import { ApiContents, ApiSection } from "./api-section";
import { ApiTryIt } from "./api-try-it";
import { ReceiverSection, SecretSection, WebhookSection } from "./api-webhook-guide";
import type { Channel, SettingsOf } from "@/components/channels/channel-types";

interface ApiGuideProps {
  channel: Channel;
  settings: SettingsOf<"custom">;
  api: ChannelApi;
}

/** Explains the custom channel's API and webhook, with its own address and token in every sample, and shows recent requests. */
export function ApiGuide({ channel, settings, api }: ApiGuideProps) {
  const [shown, setShown] = useState(false);
  const access = { url: channel.incomingUrl ?? "", token: channel.token ?? "" };
  const settingsHref = `/bots/${channel.botId}/channels/${channel.id}`;
  const sample = { access, shown };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <ApiGuideHeader channel={channel} settingsHref={settingsHref} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 @3xl:grid-cols-[11rem_minmax(0,1fr)] @3xl:gap-10">
        <ApiContents />
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-12">
          <ApiSection id="access" intro="Your messenger posts each message to this address, with this token.">
            <ApiAccessFields {...sample} onShow={setShown} settingsHref={settingsHref} />
          </ApiSection>
          <ApiSection id="first" intro="Copy one and run it: the token is in it, also while it is hidden here.">
            <FirstMessageSamples {...sample} />
          </ApiSection>
          <ApiTryIt channel={channel} token={access.token} hasWebhook={settings.webhookUrl !== null} />
          <ApiRequestLog channelId={channel.id} />
          <ApiSection
            id="attachments"
            intro={`Images and audio go along as base64, up to ${fileSize(api.maxFileBytes)} each. A message with attachments needs no text.`}
          >
            <AttachmentSamples {...sample} />
          </ApiSection>
          <FieldsSection {...sample} api={api} />
          <AnswersSection api={api} />
          <WebhookSection settings={settings} api={api} settingsHref={settingsHref} />
          <SecretSection hasSecret={settings.hasWebhookSecret} settingsHref={settingsHref} />
          <ReceiverSection {...sample} settingsHref={settingsHref} />
        </div>
      </div>
    </div>
  );
}

function ApiGuideHeader({ channel, settingsHref }: { channel: Channel; settingsHref: string }) {
  return (
    <div className="grid gap-4">
      <div className="grid gap-1">
        <BackLink href={settingsHref} label={channel.name} />
        <h2 className="text-16 font-semibold">API</h2>
      </div>
      <ApiNav botId={channel.botId} channelId={channel.id} current="api" />
      {!channel.enabled && (
        <Alert tone="warning" title="This channel is off">
          Messages are refused with status 403 until you turn it on under Settings.
        </Alert>
      )}
    </div>
  );
}
