import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { AssignmentCard } from "@/components/settings/assignment-card";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Inbox settings" };

export default async function InboxSettingsPage() {
  await requireSession();
  const { assignment, canChange } = await (await getServerCaller()).inbox.assignment();
  return (
    <PageBody>
      <PageHeader title="Inbox settings" description="How the members of this workspace share their conversations." />
      <AssignmentCard assignment={assignment} canChange={canChange} />
    </PageBody>
  );
}
