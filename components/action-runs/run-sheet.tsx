"use client";

import { Pencil, RotateCcw } from "lucide-react";
import Link from "next/link";
import { AcceptSuccessLink } from "@/components/actions/trial/accept-success-link";
import { LocalTime } from "@/components/ui/local-time";
import type { ActionRun } from "@/components/trace/run-types";
import { ActionRunView } from "@/components/trace/action-run-view";
import { useActionRun } from "@/components/trace/use-action-run";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";
import { RerunButton } from "./rerun-button";
import { RunOriginNote } from "./run-origin";

interface RunSheetProps {
  /** Null when the sheet is closed. */
  runId: string | null;
  canEdit: boolean;
  onShow: (runId: string) => void;
  onClose: () => void;
}

/** The details of a run, beside the history. */
export function RunSheet({ runId, canEdit, onShow, onClose }: RunSheetProps) {
  const run = useActionRun(runId);
  return (
    <Sheet open={runId !== null} onOpenChange={(open) => !open && onClose()}>
      <SheetContent className="w-[min(44rem,calc(100%-1rem))] content-start">
        <div className="grid gap-1">
          <SheetTitle>{run.data?.name ?? "Run"}</SheetTitle>
          <SheetDescription asChild>
            <div>{run.data ? <Circumstances run={run.data} /> : "What each step did."}</div>
          </SheetDescription>
        </div>
        {run.data && (
          <div className="flex flex-wrap gap-2">
            {canEdit && (
              <RerunButton
                run={run.data}
                onRerun={onShow}
                trigger={
                  <Button size="sm" variant="outline">
                    <RotateCcw /> Call again
                  </Button>
                }
              />
            )}
            <Button size="sm" variant="outline" asChild>
              <Link href={`/bots/${run.data.botId}/actions/${run.data.actionId}?run=${run.data.id}`}>
                <Pencil /> Open the action
              </Link>
            </Button>
          </div>
        )}
        {run.data && <Arguments given={run.data.arguments} />}
        {runId !== null && (
          <ActionRunView
            key={runId}
            runId={runId}
            renderStepAction={(step) => canEdit && run.data && <AcceptSuccessLink run={run.data} step={step} />}
          />
        )}
      </SheetContent>
    </Sheet>
  );
}

function Circumstances({ run }: { run: ActionRun }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13">
      <code className="font-mono text-12 break-all">{run.functionName}</code>
      <LocalTime at={run.createdAt} />
      <RunOriginNote run={run} />
      {run.isDraft && <Badge tone="outline">Draft</Badge>}
    </span>
  );
}

function Arguments({ given }: { given: Record<string, unknown> }) {
  if (Object.keys(given).length === 0) return null;
  return <CodeBlock title="Arguments" code={JSON.stringify(given, null, 2)} wrap className="max-h-60 shrink-0" />;
}
