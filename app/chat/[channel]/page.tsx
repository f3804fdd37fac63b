import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ChatNotice } from "@/components/chat-page/chat-notice";
import { ChatPage } from "@/components/chat-page/chat-page";
import { findWebChannel } from "@/server/channels/web/find-web-channel";
import { showsWelcome } from "@/server/channels/web/shown-welcome";
import { DomainError } from "@/server/errors";

interface Props {
  params: Promise<{ channel: string }>;
}

const readChannel = cache(async (publicId: string) => {
  try {
    return { channel: await findWebChannel(publicId), closed: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { channel: null, closed: error.code === "forbidden" ? error.message : null };
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { channel, closed } = await readChannel((await params).channel);
  // Thrown here, `notFound()` would give the page the product's own title.
  const none = closed === null ? "Chat not found" : "Chat";
  return { title: { absolute: channel?.settings.title ?? none }, robots: { index: false } };
}

/** The hosted chat, opened by a link or in a frame (CONTRACTS §7). */
export default async function HostedChatPage({ params }: Props) {
  const { channel, closed } = await readChannel((await params).channel);
  if (channel === null) {
    if (closed === null) notFound();
    return <ChatNotice title="This chat is closed">{closed}</ChatNotice>;
  }
  const { title } = channel.settings;
  const greeting = (await showsWelcome(channel)) ? "" : channel.settings.greeting;
  return (
    <main aria-label={title}>
      <ChatPage channel={channel.publicId} title={title} greeting={greeting} />
    </main>
  );
}
