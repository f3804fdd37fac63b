import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireSession } from "@/app/current-session";
import { foundOrNull } from "@/app/found-or-null";
import { DeleteWebhookButton } from "@/components/scenario/webhooks/delete-webhook-button";
import { WebhookPage } from "@/components/scenario/webhooks/webhook-page";
import { kindTexts, webhookPath } from "@/components/scenario/webhooks/webhook-types";
import { PageBody } from "@/components/shell/page-body";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Webhook" };

interface Props {
  params: Promise<{ botId: string; webhookId: string }>;
}

export default async function Page({ params }: Props) {
  const { botId, webhookId } = await params;
  const { role } = await requireSession();
  const caller = await getServerCaller();
  const webhook = await foundOrNull(caller.scenarioWebhooks.get({ webhookId }));
  if (webhook?.botId !== botId) notFound();
  const canEdit = hasRole(role, "editor");
  return (
    <PageBody>
      <PageHeader
        level={2}
        back={{ href: webhookPath(botId), label: "Webhooks" }}
        title={webhook.name}
        badge={<Badge>{kindTexts[webhook.config.kind].label}</Badge>}
        description={kindTexts[webhook.config.kind].offer}
        actions={canEdit && <DeleteWebhookButton webhook={webhook} />}
      />
      <WebhookPage key={webhook.id} webhook={webhook} canEdit={canEdit} />
    </PageBody>
  );
}
