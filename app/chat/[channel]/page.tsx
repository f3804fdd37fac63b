import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ChatNotice } from "@/components/chat-page/chat-notice";
import { EarlierVisitorScript } from "@/components/chat-page/earlier-visitor-script";
import { findWebChannel } from "@/server/channels/web/find-web-channel";
import { DomainError } from "@/server/errors";
import { pageNonce } from "@/server/http/nonce";

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

/** The hosted chat, opened by a link or in a frame (CONTRACTS §7): the widget as the whole page. */
export default async function HostedChatPage({ params }: Props) {
  const { channel, closed } = await readChannel((await params).channel);
  if (channel === null) {
    if (closed === null) notFound();
    return <ChatNotice title="This chat is closed">{closed}</ChatNotice>;
  }
  const { publicId, settings } = channel;
  const nonce = await pageNonce();
  return (
    <>
      <noscript>
        <ChatNotice title={settings.title}>This chat needs JavaScript. Allow it in your browser’s settings.</ChatNotice>
      </noscript>
      <EarlierVisitorScript channel={publicId} nonce={nonce} />
      {/* Not `async`: React would move it before the other script. */}
      <script
        defer
        src={`/widget.js?c=${publicId}`}
        nonce={nonce}
        suppressHydrationWarning
        data-channel={publicId}
        data-place="page"
      />
    </>
  );
}
