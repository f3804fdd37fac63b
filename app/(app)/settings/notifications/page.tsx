import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { BrowserAlertsCard } from "@/components/notifications/alerts/browser-alerts-card";
import { MailChoicesCard } from "@/components/notifications/mail-choices-card";
import { NotificationWebhookCard } from "@/components/notifications/notification-webhook-card";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage() {
  const { user } = await requireSession();
  const { choices, mail, isAdmin, webhook } = await (await getServerCaller()).notifications.settings();
  const now = new Date();
  return (
    <PageBody>
      <PageHeader
        title="Notifications"
        description="The bell shows all notifications to every member. Choose here what also reaches you elsewhere."
      />
      <div className="grid gap-4">
        <MailChoicesCard address={user.email} choices={choices} mail={mail} now={now} />
        <BrowserAlertsCard />
        {isAdmin && <NotificationWebhookCard webhook={webhook} now={now} />}
      </div>
    </PageBody>
  );
}
