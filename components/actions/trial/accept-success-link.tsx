"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ActionRun, StepRun } from "@/components/trace/run-types";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { isRefusedSuccess } from "@/server/schemas/steps/accepted-statuses";

interface AcceptSuccessLinkProps {
  run: Pick<ActionRun, "id" | "botId" | "actionId">;
  step: StepRun;
}

/** Links from a webhook step that still refuses a 2xx status to the editor, with every 2xx status accepted. */
export function AcceptSuccessLink({ run, step }: AcceptSuccessLinkProps) {
  const trpc = useTRPC();
  const { actionId } = run;
  const enabled = step.status === "failed" && step.kind === "webhook";
  const { data: action } = useQuery(trpc.actions.get.queryOptions({ actionId }, { enabled }));
  const own = action?.definition.steps.find(({ name }) => name === step.name);
  if (!enabled || own?.kind !== "webhook") return null;
  if (!isRefusedSuccess(own.acceptedStatusCodes, step.output.status)) return null;
  const query = new URLSearchParams({ run: run.id, accept2xx: step.name });
  return (
    <Button size="sm" variant="outline" asChild>
      <Link href={`/bots/${run.botId}/actions/${actionId}?${query}`}>Accept every 2xx</Link>
    </Button>
  );
}
