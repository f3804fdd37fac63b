import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { AuditLog } from "@/components/settings/audit/audit-log";
import { PageBody } from "@/components/shell/page-body";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Audit log" };

/** `?actor=…&kind=…&period=…&search=…` filter the list. */
export default async function AuditPage() {
  const { role } = await requireSession();
  const canSee = hasRole(role, "admin");
  const actors = canSee ? await (await getServerCaller()).audit.actors() : [];
  return (
    <PageBody>
      <PageHeader
        title="Audit log"
        description="Who changed what in this workspace, when, from where, and how it was before."
      />
      {canSee ? (
        <AuditLog actors={actors} />
      ) : (
        <EmptyState icon={<ScrollText />} title="Only owners and admins see the audit log">
          Ask an owner or admin of this workspace.
        </EmptyState>
      )}
    </PageBody>
  );
}
