import type { Metadata } from "next";
import { requireSessionForAllBots } from "@/app/current-session";
import { EventArticle } from "@/components/events/catalogue/event-article";
import { EventLinks } from "@/components/events/catalogue/event-links";
import { eventGroups } from "@/components/events/event-groups";
import { WebhookPages, WEBHOOKS_PATH } from "@/components/events/webhook-pages";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage() {
  await requireSessionForAllBots();
  return (
    <PageBody>
      <PageHeader
        title="Events"
        description="What endpoints can get. Each request is a POST with the JSON {event, payload}; the same event may arrive more than once and in any order, always with the same webhook-id."
      />
      <WebhookPages current={`${WEBHOOKS_PATH}/events`} />
      <div className="grid min-w-0 gap-6 @4xl:grid-cols-[12rem_minmax(0,1fr)] @4xl:items-start">
        <EventLinks />
        <div className="grid min-w-0 gap-6">
          {eventGroups.flatMap(({ events }) => events.map((name) => <EventArticle key={name} name={name} />))}
        </div>
      </div>
    </PageBody>
  );
}
