"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { LocalTime } from "@/components/ui/local-time";
import { describeLimits, type Invitation, roleNames } from "./team-types";

/** The invitations that nobody has accepted yet. */
export function InvitationList({ invitations }: { invitations: Invitation[] }) {
  if (invitations.length === 0) return null;
  return (
    <section aria-labelledby="invitations" className="grid gap-3">
      <h2 id="invitations" className="text-16 font-semibold">
        Open invitations
      </h2>
      <ul className="divide-y overflow-hidden rounded-xl border bg-card shadow-raised">
        {invitations.map((invitation) => (
          <li key={invitation.id} className="flex items-center gap-4 px-4 py-3">
            <div className="min-w-0 flex-1">
              <p className="text-14 font-medium wrap-anywhere">{invitation.email ?? "Whoever has the link"}</p>
              <p className="text-13 text-muted-foreground">
                {roleNames[invitation.role]}
                {invitation.limits && ` · ${describeLimits(invitation.limits)}`}
                {invitation.invitedBy !== null && ` · invited by ${invitation.invitedBy}`} · until{" "}
                <LocalTime at={invitation.expiresAt} />
              </p>
            </div>
            <RevokeButton invitation={invitation} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RevokeButton({ invitation: { id, email } }: { invitation: Invitation }) {
  const trpc = useTRPC();
  const router = useRouter();
  const revoke = useMutation(trpc.team.revoke.mutationOptions());
  const whose = email === null ? "the link" : `the invitation of ${email}`;

  async function confirm() {
    await revoke.mutateAsync({ invitationId: id });
    toast.success("The invitation was revoked.");
    router.refresh();
  }

  return (
    <ConfirmDialog
      trigger={
        <IconButton label={`Revoke ${whose}`} tooltip={false} size="sm">
          <Trash2 />
        </IconButton>
      }
      danger
      title={`Revoke ${whose}?`}
      description="Its link no longer works. You can invite again."
      confirmLabel="Revoke"
      onConfirm={confirm}
    />
  );
}
