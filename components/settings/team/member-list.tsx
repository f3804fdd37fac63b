import { Badge } from "@/components/ui/badge";
import { LocalTime } from "@/components/ui/local-time";
import { canBeLimited, hasRole, type Role } from "@/server/roles";
import { LeaveButton, RemoveMemberButton, TransferButton } from "./member-buttons";
import { MemberLimits } from "./member-limits";
import { MemberRole } from "./member-role";
import { type Member, roleNames } from "./team-types";

interface MemberListProps {
  members: Member[];
  /** The signed-in member. */
  ownId: string;
  role: Role;
  workspaceName: string;
}

/** The members with their roles, and what the signed-in member may do about them. */
export function MemberList({ members, ownId, role, workspaceName }: MemberListProps) {
  return (
    <ul aria-label="Members" className="divide-y overflow-hidden rounded-xl border bg-card shadow-raised">
      {members.map((member) => (
        <li key={member.userId} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <div className="min-w-48 flex-1">
            <p className="flex flex-wrap items-center gap-2 text-14 font-medium wrap-anywhere">
              {member.name}
              {member.userId === ownId && <Badge>You</Badge>}
            </p>
            <p className="text-13 text-muted-foreground wrap-anywhere">
              {member.email} · since <LocalTime at={member.joinedAt} />
            </p>
          </div>
          <MemberActions member={member} isOwn={member.userId === ownId} role={role} workspaceName={workspaceName} />
        </li>
      ))}
    </ul>
  );
}

interface MemberActionsProps {
  member: Member;
  isOwn: boolean;
  role: Role;
  workspaceName: string;
}

function MemberActions({ member, isOwn, role, workspaceName }: MemberActionsProps) {
  const { role: itsRole } = member;
  if (itsRole === "owner") return <span className="text-14">{roleNames.owner}</span>;
  const canChange = hasRole(role, "admin") && !isOwn;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {canChange && canBeLimited(itsRole) && <MemberLimits member={member} role={itsRole} />}
      {canChange ? (
        <MemberRole member={member} role={itsRole} />
      ) : (
        <span className="text-14">{roleNames[itsRole]}</span>
      )}
      {role === "owner" && <TransferButton member={member} workspaceName={workspaceName} />}
      {canChange && <RemoveMemberButton member={member} />}
      {isOwn && <LeaveButton workspaceName={workspaceName} />}
    </div>
  );
}
