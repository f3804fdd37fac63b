import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { requireSession } from "@/app/current-session";
import { NewWebhook } from "@/components/scenario/webhooks/new-webhook";
import { webhookPath } from "@/components/scenario/webhooks/webhook-types";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";

export const metadata: Metadata = { title: "New webhook" };

interface Props {
  params: Promise<{ botId: string }>;
  searchParams: Promise<{ kind?: string | string[] }>;
}

/** `?kind=campaign` preselects that kind. */
export default async function NewWebhookPage({ params, searchParams }: Props) {
  const { botId } = await params;
  const { kind } = await searchParams;
  const { role } = await requireSession();
  if (!hasRole(role, "editor")) redirect(webhookPath(botId));
  return (
    <PageBody>
      <PageHeader level={2} back={{ href: webhookPath(botId), label: "Webhooks" }} title="New webhook" />
      <NewWebhook botId={botId} kind={kind === "campaign" ? "campaign" : "fulfilment"} />
    </PageBody>
  );
}
