import { requireSession } from "@/app/current-session";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { viewOf } from "@/components/channels/registry";
import { PageBody } from "@/components/shell/page-body";
import { Alert } from "@/components/ui/alert";
import { hasRole } from "@/server/roles";
import { readChannel } from "../read-channel";

export const metadata: Metadata = { title: "API" };

interface Props {
  params: Promise<{ botId: string; channelId: string }>;
}

export default async function ChannelApiPage({ params }: Props) {
  const { botId, channelId } = await params;
  const me = await requireSession();
  if (!hasRole(me.role, "editor")) {
    return (
      <PageBody>
        <Alert title="This page is for editors">
          It shows the token that messages are sent with. Ask an owner or an admin of the workspace for the editor role.
        </Alert>
      </PageBody>
    );
  }
  const channel = await readChannel(channelId);
  const { ApiPage } = viewOf(channel.kind);
  if (channel.botId !== botId || !ApiPage) notFound();
  return (
    <PageBody>
      <ApiPage channel={channel} />
    </PageBody>
  );
}
