"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { LimitsField } from "./limits-field";
import { describeLimits, type Member } from "./team-types";

interface MemberLimitsProps {
  member: Member;
  role: "operator" | "viewer";
}

/** Shows how many bots and channels a member sees, and opens the dialog that changes it. */
export function MemberLimits({ member, role }: MemberLimitsProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" aria-label={`${describeLimits(member.limits)}: what ${member.name} sees`}>
          {describeLimits(member.limits)}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>What {member.name} sees</DialogTitle>
          <DialogDescription>
            Lists, search, notifications and automatic assignment leave out the other bots. Raffles, polls and the log
            of deliveries cover all bots, so they are hidden too.
          </DialogDescription>
        </DialogHeader>
        <LimitsForm member={member} role={role} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function LimitsForm({ member, role, onDone }: MemberLimitsProps & { onDone: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [limits, setLimits] = useState(member.limits ?? null);
  const change = useMutation(
    trpc.team.changeMember.mutationOptions({
      onSuccess: () => {
        toast.success(`${member.name} sees: ${describeLimits(limits)}.`);
        router.refresh();
        onDone();
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate({ userId: member.userId, role, limits });
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <LimitsField value={limits} onChange={setLimits} error={change.error ? messageOf(change.error) : undefined} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={change.isPending}>
          Save
        </Button>
      </DialogFooter>
    </form>
  );
}
