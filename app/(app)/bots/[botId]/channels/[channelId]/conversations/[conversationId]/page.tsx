import { requireSession } from "@/app/current-session";
import { foundOrNull } from "@/app/found-or-null";
import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { conversationName } from "@/components/conversations/conversation-name";
import { ConversationThread } from "@/components/conversations/conversation-thread";
import { PageBody } from "@/components/shell/page-body";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Conversation" };

interface Props {
  params: Promise<{ botId: string; channelId: string; conversationId: string }>;
}

export default async function ConversationPage({ params }: Props) {
  const { botId, channelId, conversationId } = await params;
  await requireSession();
  const caller = await getServerCaller();
  const conversation = await foundOrNull(caller.conversations.get({ conversationId }));
  if (conversation?.channelId !== channelId) notFound();
  return (
    <PageBody>
      <Link
        href={`/bots/${botId}/channels/${channelId}`}
        className="inline-flex w-fit items-center gap-1.5 rounded-sm text-13 text-muted-foreground focus-ring hover:text-foreground"
      >
        <ArrowLeft aria-hidden className="size-3.5" /> Channel
      </Link>
      <h2 className="mt-1 text-16 font-semibold tracking-tight wrap-anywhere">{conversationName(conversation)}</h2>
      <p className="mb-6 font-mono text-12 leading-5 text-muted-foreground wrap-anywhere">
        {conversation.externalChatId}
      </p>
      <ConversationThread conversation={conversation} />
    </PageBody>
  );
}
