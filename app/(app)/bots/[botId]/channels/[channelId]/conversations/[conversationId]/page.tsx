import { requireSession } from "@/app/current-session";
import { foundOrNull } from "@/app/found-or-null";
import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { conversationName } from "@/components/conversations/conversation-name";
import { ConversationThread } from "@/components/conversations/conversation-thread";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
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
      <PageHeader
        level={2}
        title={conversationName(conversation)}
        description={<span className="font-mono text-12 wrap-anywhere">{conversation.externalChatId}</span>}
        back={{ href: `/bots/${botId}/channels/${channelId}`, label: "Channel" }}
        actions={
          <Button asChild size="sm" variant="outline">
            <Link href={`/inbox/${conversationId}`}>
              <Inbox /> Open in the inbox
            </Link>
          </Button>
        }
      />
      <ConversationThread conversation={conversation} />
    </PageBody>
  );
}
