"use client";

import { useQuery } from "@tanstack/react-query";
import { UserRoundX } from "lucide-react";
import type { ReactNode } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { InboxMember } from "./inbox-types";

interface AssignMenuProps {
  member: InboxMember;
  /** Called with null for nobody. */
  onAssign: (memberId: string | null) => void;
  /** The button that opens the menu. */
  children: ReactNode;
}

/** A menu of the members who may answer, the user first. */
export function AssignMenu({ member, onAssign, children }: AssignMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>{children}</DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-w-72">
        <DropdownMenuLabel>Assign to</DropdownMenuLabel>
        <Members member={member} onAssign={onAssign} />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => onAssign(null)}>
          <UserRoundX /> Nobody
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Members({ member, onAssign }: Omit<AssignMenuProps, "children">) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.inbox.facets.queryOptions());
  const members = data?.members ?? [];
  const mineFirst = [...members.filter(({ id }) => id === member.id), ...members.filter(({ id }) => id !== member.id)];
  return mineFirst.map(({ id, name, photoId }) => (
    <DropdownMenuItem key={id} onSelect={() => onAssign(id)}>
      <Avatar name={name} photoId={photoId} size="sm" />
      <span className="min-w-0 truncate">{id === member.id ? `${name} (you)` : name}</span>
    </DropdownMenuItem>
  ));
}
