"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

interface RerunButtonProps {
  run: { id: string; name: string; onlyStep: string | null };
  /** The button that opens the confirmation. */
  trigger: ReactNode;
  /** Called with the id of the new run. */
  onRerun: (runId: string) => void;
}

/** Calls an action again with an earlier run's arguments, after a confirmation that explains the effect. */
export function RerunButton({ run, trigger, onRerun }: RerunButtonProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const rerun = useMutation(trpc.actions.rerun.mutationOptions());

  async function callAgain() {
    const { runId, dropped } = await rerun.mutateAsync({ runId: run.id });
    if (dropped.length > 0) toast(`Left out because the action no longer has it: ${dropped.join(", ")}.`);
    onRerun(runId);
    await queries.invalidateQueries(trpc.actions.runs.pathFilter());
  }

  return (
    <ConfirmDialog
      trigger={trigger}
      title={run.onlyStep === null ? `Call ${run.name} again?` : `Try the step ${run.onlyStep} again?`}
      description="This calls your real systems with the same arguments, but outside any conversation: customers don’t notice it. It uses the action’s current draft, which may differ from what ran before."
      confirmLabel="Call again"
      onConfirm={callAgain}
    />
  );
}
