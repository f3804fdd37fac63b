"use client";

import { useMutation } from "@tanstack/react-query";
import { Crown, LogOut, UserMinus } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { Member } from "./team-types";

/** Takes a member out of the workspace after a confirmation. */
export function RemoveMemberButton({ member: { userId, name } }: { member: Member }) {
  const trpc = useTRPC();
  const router = useRouter();
  const remove = useMutation(trpc.team.removeMember.mutationOptions());

  async function confirm() {
    await remove.mutateAsync({ userId });
    toast.success(`${name} was removed.`);
    router.refresh();
  }

  return (
    <ConfirmDialog
      trigger={
        <IconButton label={`Remove ${name}`} tooltip={false} size="sm">
          <UserMinus />
        </IconButton>
      }
      danger
      title={`Remove ${name}?`}
      description={`${name} no longer sees this workspace. Conversations assigned to ${name} become unassigned. What ${name} wrote stays, and API keys that ${name} made go on working until you revoke them.`}
      confirmLabel="Remove member"
      onConfirm={confirm}
    />
  );
}

/** Makes a member the owner after a confirmation. */
export function TransferButton({ member: { userId, name }, workspaceName }: { member: Member; workspaceName: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const transfer = useMutation(trpc.team.transferOwnership.mutationOptions());

  async function confirm() {
    await transfer.mutateAsync({ userId });
    toast.success(`${name} now owns ${workspaceName}.`);
    router.refresh();
  }

  return (
    <ConfirmDialog
      trigger={
        <IconButton label={`Make ${name} the owner`} size="sm">
          <Crown />
        </IconButton>
      }
      danger
      title={`Make ${name} the owner?`}
      description={`${name} then owns ${workspaceName}, and you become an admin. Only ${name} can transfer it back.`}
      confirmLabel="Transfer the ownership"
      onConfirm={confirm}
    />
  );
}

/** Takes the signed-in member out of the workspace after a confirmation. */
export function LeaveButton({ workspaceName }: { workspaceName: string }) {
  const trpc = useTRPC();
  const leave = useMutation(trpc.team.leave.mutationOptions());

  async function confirm() {
    await leave.mutateAsync();
    // Every page on the screen belongs to the workspace.
    window.location.assign("/bots");
  }

  return (
    <ConfirmDialog
      trigger={
        <Button variant="outline" size="sm">
          <LogOut /> Leave
        </Button>
      }
      danger
      title={`Leave ${workspaceName}?`}
      description="You no longer see this workspace. An owner or admin can invite you again."
      confirmLabel="Leave the workspace"
      onConfirm={confirm}
    />
  );
}
