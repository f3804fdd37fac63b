"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

interface RerunButtonProps {
  run: { id: string; name: string; onlyStep: string | null };
  /** The button that asks. */
  trigger: ReactNode;
  /** Shows the new run. */
  onRerun: (runId: string) => void;
}

/** Calls an action again with an earlier run's arguments, after saying what that means. */
export function RerunButton({ run, trigger, onRerun }: RerunButtonProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const rerun = useMutation(trpc.actions.rerun.mutationOptions());

  async function callAgain() {
    const { runId, dropped } = await rerun.mutateAsync({ runId: run.id });
    if (dropped.length > 0) toast(`Left out, since the action no longer has it: ${dropped.join(", ")}.`);
    onRerun(runId);
    await queries.invalidateQueries(trpc.actions.runs.pathFilter());
  }

  return (
    <ConfirmDialog
      trigger={trigger}
      title={run.onlyStep === null ? `Call ${run.name} again?` : `Try the step ${run.onlyStep} again?`}
      description="Your systems are called for real with the same arguments, but outside of any conversation: no customer hears of it. The action’s draft is used as it is saved now, which may differ from what ran then."
      confirmLabel="Call again"
      onConfirm={callAgain}
    />
  );
}
