import { requireSession } from "@/app/current-session";
import type { Metadata } from "next";
import { AddChannelButton, type OfferedKind } from "@/components/channels/add-channel-button";
import { ChannelList } from "@/components/channels/channel-list";
import { viewOf } from "@/components/channels/registry";
import { BotWebhooksCard } from "@/components/events/bot-webhooks-card";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { creatableKinds } from "@/server/channels/registry";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Channels" };

export default async function ChannelsPage({ params }: { params: Promise<{ botId: string }> }) {
  const { botId } = await params;
  const me = await requireSession();
  const caller = await getServerCaller();
  const channels = await caller.channels.list({ botId });
  const add = hasRole(me.role, "editor") && (
    <AddChannelButton
      botId={botId}
      kinds={creatableKinds.map(offerOf)}
      variant={channels.length > 0 ? "outline" : "primary"}
    />
  );
  return (
    <PageBody>
      <PageHeader
        level={2}
        title="Where customers reach the bot"
        description="Every channel talks to the published version."
        actions={channels.length > 0 && add}
      />
      <ChannelList botId={botId} channels={channels} add={add} />
      <BotWebhooksCard botId={botId} />
    </PageBody>
  );
}

function offerOf(kind: string): OfferedKind {
  const { icon: Icon, label, offer } = viewOf(kind);
  return { kind, label, offer, icon: <Icon /> };
}
