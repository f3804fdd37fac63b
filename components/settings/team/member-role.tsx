"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import type { GivenRole } from "@/server/team/team-input";
import { RoleSelect } from "./role-select";
import { type Member, roleNames } from "./team-types";

/** Gives a member another role, immediately. */
export function MemberRole({ member, role }: { member: Member; role: GivenRole }) {
  const trpc = useTRPC();
  const router = useRouter();
  const change = useMutation(
    trpc.team.changeMember.mutationOptions({
      onSuccess: (_, { role: given }) => {
        toast.success(`${member.name} is now: ${roleNames[given]}.`);
        router.refresh();
      },
      onError: (error) => toast.error(messageOf(error)),
    }),
  );
  return (
    <RoleSelect
      label={`Role of ${member.name}`}
      value={change.isPending ? change.variables.role : role}
      onChoose={(chosen) => chosen !== role && change.mutate({ userId: member.userId, role: chosen })}
      disabled={change.isPending}
    />
  );
}
