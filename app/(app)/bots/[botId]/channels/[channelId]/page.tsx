import { requireSession } from "@/app/current-session";
import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ChannelHeader } from "@/components/channels/channel-header";
import { ConversationList } from "@/components/conversations/conversation-list";
import { CustomChannelSettings } from "@/components/channels/custom-channel-settings";
import { WebChannelSettings } from "@/components/channels/web-channel-settings";
import { PageBody } from "@/components/shell/page-body";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Channel" };

interface Props {
  params: Promise<{ botId: string; channelId: string }>;
}

export default async function ChannelPage({ params }: Props) {
  const { botId, channelId } = await params;
  await requireSession();
  const caller = await getServerCaller();
  const [bot, channel] = await Promise.all([caller.bots.get({ botId }), readChannel(channelId)]);
  if (channel.botId !== botId) notFound();
  return (
    <PageBody className="grid gap-8">
      <ChannelHeader channel={channel} published={bot.published !== null} />
      {channel.settings.kind === "custom" && <CustomChannelSettings channel={channel} settings={channel.settings} />}
      {channel.settings.kind === "web" && <WebChannelSettings channel={channel} settings={channel.settings} />}
      <ConversationList botId={botId} channelId={channelId} />
    </PageBody>
  );
}

async function readChannel(channelId: string) {
  const caller = await getServerCaller();
  try {
    return await caller.channels.get({ channelId });
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return notFound();
    throw error;
  }
}
