import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireSessionForAllBots } from "@/app/current-session";
import { EndpointList } from "@/components/events/endpoints/endpoint-list";
import { WebhookPages, WEBHOOKS_PATH } from "@/components/events/webhook-pages";
import { PageBody } from "@/components/shell/page-body";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Webhooks" };

interface Props {
  searchParams: Promise<{ bot?: string | string[] }>;
}

export default async function WebhooksPage({ searchParams }: Props) {
  const { role } = await requireSessionForAllBots();
  const caller = await getServerCaller();
  const [endpoints, { bots }, { bot: asked }] = await Promise.all([
    caller.eventEndpoints.list(),
    caller.inbox.facets(),
    searchParams,
  ]);
  const bot = bots.find(({ id }) => id === asked) ?? null;
  const add = hasRole(role, "admin") && (
    <Button asChild>
      <Link href={`${WEBHOOKS_PATH}/new${bot ? `?bot=${bot.id}` : ""}`}>
        <Plus aria-hidden /> Add endpoint
      </Link>
    </Button>
  );
  return (
    <PageBody>
      <PageHeader
        title="Webhooks"
        description="Parley tells your other systems what happened: each event is posted to every endpoint that wants it."
        actions={endpoints.length > 0 && add}
      />
      <WebhookPages current={WEBHOOKS_PATH} />
      {bot && (
        <p className="mb-4 flex flex-wrap items-center gap-2 text-14">
          Endpoints that get events of <Badge>{bot.name}</Badge>
          <Link href={WEBHOOKS_PATH} className="rounded-sm underline underline-offset-3 focus-ring">
            Show all
          </Link>
        </p>
      )}
      <EndpointList initial={endpoints} bot={bot} add={add} />
    </PageBody>
  );
}
