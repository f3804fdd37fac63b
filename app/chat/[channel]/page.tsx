import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ChatPage } from "@/components/chat-page/chat-page";
import { findWebChannel } from "@/server/channels/web/find-web-channel";
import { DomainError } from "@/server/errors";

interface Props {
  params: Promise<{ channel: string }>;
}

const readChannel = cache(async (publicId: string) => {
  try {
    return { channel: await findWebChannel(publicId), closed: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "forbidden") return { channel: null, closed: error.message };
    return notFound();
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { channel } = await readChannel((await params).channel);
  return { title: { absolute: channel?.settings.title ?? "Chat" }, robots: { index: false } };
}

/** The hosted chat, opened by a link or in a frame (CONTRACTS §7). */
export default async function HostedChatPage({ params }: Props) {
  const { channel, closed } = await readChannel((await params).channel);
  if (channel === null) {
    return (
      <main className="flex min-h-dvh flex-col items-center justify-center gap-2 p-6 text-center">
        <h1 className="text-16 font-semibold">This chat is closed</h1>
        <p className="max-w-sm text-muted-foreground">{closed}</p>
      </main>
    );
  }
  const { title, greeting } = channel.settings;
  return (
    <main aria-label={title}>
      <ChatPage channel={channel.publicId} title={title} greeting={greeting} />
    </main>
  );
}
