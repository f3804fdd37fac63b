import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { AddWebhookButton } from "@/components/scenario/webhooks/add-webhook-button";
import { WebhookList } from "@/components/scenario/webhooks/webhook-list";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ params }: { params: Promise<{ botId: string }> }) {
  const { botId } = await params;
  const { role } = await requireSession();
  const webhooks = await (await getServerCaller()).scenarioWebhooks.list({ botId });
  const add = hasRole(role, "editor") && (
    <AddWebhookButton botId={botId} variant={webhooks.length > 0 ? "outline" : "primary"} />
  );
  return (
    <PageBody>
      <PageHeader
        level={2}
        back={{ href: `/bots/${botId}/scenario`, label: "Scenario" }}
        title="Webhooks"
        description="Connections between the scenario and your systems. The published version uses changes immediately."
        actions={webhooks.length > 0 && add}
      />
      <WebhookList botId={botId} webhooks={webhooks} add={add} />
    </PageBody>
  );
}
