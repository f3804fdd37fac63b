import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { requireSession } from "@/app/current-session";
import { PollForm } from "@/components/polls/poll-form";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";

export const metadata: Metadata = { title: "New poll" };

export default async function NewPollPage() {
  const { role } = await requireSession();
  if (!hasRole(role, "editor")) redirect("/polls");
  return (
    <PageBody>
      <PageHeader title="New poll" back={{ href: "/polls", label: "Polls" }} />
      <PollForm poll={null} canEdit />
    </PageBody>
  );
}
