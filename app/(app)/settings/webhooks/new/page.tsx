import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { requireSession } from "@/app/current-session";
import { NewEndpoint } from "@/components/events/endpoints/new-endpoint";
import { WEBHOOKS_PATH } from "@/components/events/webhook-pages";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";
import { retryScheduleText } from "../retry-schedule-text";

export const metadata: Metadata = { title: "New endpoint" };

interface Props {
  searchParams: Promise<{ bot?: string | string[] }>;
}

export default async function NewEndpointPage({ searchParams }: Props) {
  const { role } = await requireSession();
  if (!hasRole(role, "admin")) redirect(WEBHOOKS_PATH);
  const choices = await (await getServerCaller()).inbox.facets();
  const { bot: asked } = await searchParams;
  const botId = choices.bots.find(({ id }) => id === asked)?.id ?? null;
  return (
    <PageBody>
      <PageHeader title="New endpoint" back={{ href: WEBHOOKS_PATH, label: "Webhooks" }} />
      <NewEndpoint choices={choices} botId={botId} retrySchedule={retryScheduleText()} />
    </PageBody>
  );
}
