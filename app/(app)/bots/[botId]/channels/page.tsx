import { requireSession } from "@/app/current-session";
import type { Metadata } from "next";
import { AddChannelButton, type OfferedKind } from "@/components/channels/add-channel-button";
import { ChannelList } from "@/components/channels/channel-list";
import { viewOf } from "@/components/channels/registry";
import { PageBody } from "@/components/shell/page-body";
import { creatableKinds } from "@/server/channels/registry";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Channels" };

export default async function ChannelsPage({ params }: { params: Promise<{ botId: string }> }) {
  const { botId } = await params;
  const me = await requireSession();
  const caller = await getServerCaller();
  const channels = await caller.channels.list({ botId });
  const add = hasRole(me.role, "editor") && <AddChannelButton botId={botId} kinds={creatableKinds.map(offerOf)} />;
  return (
    <PageBody>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <div className="grid gap-1">
          <h2 className="text-16 font-semibold tracking-tight">Where customers reach the bot</h2>
          <p className="text-14 text-muted-foreground">Every channel talks to the published version.</p>
        </div>
        {channels.length > 0 && add}
      </div>
      <ChannelList botId={botId} channels={channels} add={add} />
    </PageBody>
  );
}

function offerOf(kind: string): OfferedKind {
  const { icon: Icon, label, offer } = viewOf(kind);
  return { kind, label, offer, icon: <Icon /> };
}
