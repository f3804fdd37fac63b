import type { Metadata } from "next";
import { requireSessionForAllBots } from "@/app/current-session";
import { DeliveryLog } from "@/components/events/deliveries/delivery-log";
import { LogDaysCard } from "@/components/events/deliveries/log-days-card";
import { WebhookPages, WEBHOOKS_PATH } from "@/components/events/webhook-pages";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Deliveries" };

/** `?status=…&kind=…&endpoint=…&channel=…&event=…&response=…&period=…&search=…` filter the list; `?open=` opens one. */
export default async function DeliveriesPage() {
  const { role } = await requireSessionForAllBots();
  const { deliveries } = await getServerCaller();
  const [targets, days] = await Promise.all([deliveries.targets(), deliveries.logDays()]);
  return (
    <PageBody>
      <PageHeader
        title="Deliveries"
        description="Everything that Parley sends to other systems: events, messages, notifications and scenario requests, with every attempt."
      />
      <WebhookPages current={`${WEBHOOKS_PATH}/deliveries`} />
      <div className="grid min-w-0 gap-8">
        <DeliveryLog targets={targets} canReplay={hasRole(role, "editor")} />
        <LogDaysCard days={days} canChange={hasRole(role, "admin")} />
      </div>
    </PageBody>
  );
}
