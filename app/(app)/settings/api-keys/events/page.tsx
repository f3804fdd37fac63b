import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { ApiNav } from "@/components/settings/api-keys/api-nav";
import { EventsGuide } from "@/components/settings/events-api/events-guide";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { env } from "@/server/env";

export const metadata: Metadata = { title: "Events API" };

export default async function EventsApiPage() {
  await requireSession();
  return (
    <PageBody>
      <PageHeader
        title="Events API"
        description="A program that has no public address reads the events of this workspace instead of receiving webhooks."
      />
      <ApiNav current="events" />
      <EventsGuide baseUrl={new URL("/api/v1", env().PARLEY_URL).href} />
    </PageBody>
  );
}
