import { requireSession } from "@/app/current-session";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ApiNav } from "@/components/channels/api-nav";
import { ChannelHeader } from "@/components/channels/channel-header";
import { RatingsCard } from "@/components/channels/ratings/ratings-card";
import { viewOf } from "@/components/channels/registry";
import { ConversationList } from "@/components/conversations/conversation-list";
import { PageBody } from "@/components/shell/page-body";
import { hasRole } from "@/server/roles";
import { findBot } from "../../find-bot";
import { readChannel } from "./read-channel";

export const metadata: Metadata = { title: "Channel" };

interface Props {
  params: Promise<{ botId: string; channelId: string }>;
}

export default async function ChannelPage({ params }: Props) {
  const { botId, channelId } = await params;
  const me = await requireSession();
  // The settings contain the token, so only editors see them; every member can read the conversations.
  if (!hasRole(me.role, "editor")) {
    return (
      <PageBody className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <ConversationList
          botId={botId}
          channelId={channelId}
          firstStep="Conversations appear here when customers write."
        />
        <RatingsCard botId={botId} channelId={channelId} empty={null} />
      </PageBody>
    );
  }
  const [bot, channel] = await Promise.all([findBot(botId), readChannel(channelId)]);
  if (bot === null || channel.botId !== botId) notFound();
  const { Settings, Page, ApiPage, firstStep } = viewOf(channel.kind);
  const isPublished = bot.published !== null;
  const conversations = <ConversationList botId={botId} channelId={channelId} firstStep={firstStep} />;
  return (
    <PageBody className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <ChannelHeader channel={channel} published={isPublished} />
      {ApiPage && <ApiNav botId={botId} channelId={channelId} current="settings" />}
      {Page ? (
        <Page channel={channel} isPublished={isPublished} conversations={conversations} />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 @3xl:grid-cols-[minmax(0,1fr)_minmax(0,19rem)]">
          {Settings && <Settings channel={channel} />}
          {conversations}
        </div>
      )}
    </PageBody>
  );
}
