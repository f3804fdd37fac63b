import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { ContactsCard } from "@/components/settings/team/contacts-card";
import { DeleteWorkspaceCard } from "@/components/settings/team/delete-workspace-card";
import { InvitationList } from "@/components/settings/team/invitation-list";
import { InviteButton } from "@/components/settings/team/invite-button";
import { MemberList } from "@/components/settings/team/member-list";
import { RoleGuide } from "@/components/settings/team/role-guide";
import { WorkspaceNameForm } from "@/components/settings/team/workspace-name-form";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const { user, workspace, role } = await requireSession();
  const { team } = await getServerCaller();
  const canInvite = hasRole(role, "admin");
  const [members, invitations, contacts] = await Promise.all([
    team.members(),
    canInvite ? team.invitations() : [],
    team.contacts(),
  ]);
  return (
    <PageBody>
      <PageHeader
        title="Team"
        description="The people who work in this workspace, and what each of them may do."
        actions={canInvite && <InviteButton />}
      />
      <div className="grid min-w-0 gap-8">
        <MemberList members={members} ownId={user.id} role={role} workspaceName={workspace.name} />
        <InvitationList invitations={invitations} />
        <RoleGuide />
        <ContactsCard key={contacts.visibleFrom} visibleFrom={contacts.visibleFrom} canChange={canInvite} />
        {canInvite && <WorkspaceNameForm key={workspace.id} name={workspace.name} />}
        {role === "owner" && <DeleteWorkspaceCard name={workspace.name} deleteAt={workspace.deleteAt} />}
      </div>
    </PageBody>
  );
}
