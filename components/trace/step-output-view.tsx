"use client";

import { RotateCcw } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Spinner } from "@/components/ui/spinner";
import { DurationBar } from "./duration-bar";
import { prettyText } from "./pretty-body";
import { RequestAndResponse } from "./request-and-response";
import type { ActionRun, StepRun } from "./run-types";
import { useActionRun } from "./use-action-run";

/** A run of an action: each step with its requests and responses, and what the bot got; follows a run under way. */
export function ActionRunView({ runId }: { runId: string }) {
  const run = useActionRun(runId);
  if (run.data) return <RunDetails run={run.data} />;
  if (run.isPending) return <Spinner label="Loading the run" />;
  return (
    <Alert
      tone="danger"
      action={
        <Button size="sm" variant="outline" onClick={() => run.refetch()}>
          <RotateCcw /> Try again
        </Button>
      }
    >
      {messageOf(run.error)}
    </Alert>
  );
}

function RunDetails({ run }: { run: ActionRun }) {
  const isUnderWay = run.status === "queued" || run.status === "running";
  const longestMs = Math.max(1, ...run.steps.map(({ durationMs }) => durationMs));
  return (
    <div className="grid min-w-0 gap-3 text-[13px]">
      <RunState run={run} />
      {!isUnderWay && <BotGets result={run.result ?? ""} />}
      {run.steps.length > 0 && (
        <ol className="grid gap-3">
          {run.steps.map((step) => (
            <li key={step.position} className="min-w-0">
              <StepDetails step={step} longestMs={longestMs} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

const states = {
  queued: { tone: "warning", label: "Waiting to start" },
  running: { tone: "warning", label: "Running" },
  succeeded: { tone: "success", label: "Succeeded" },
  failed: { tone: "danger", label: "Failed" },
} as const;

function RunState({ run }: { run: ActionRun }) {
  const { tone, label } = states[run.status];
  const tookMs = run.startedAt && run.finishedAt ? Date.parse(run.finishedAt) - Date.parse(run.startedAt) : null;
  const isUnderWay = run.status === "queued" || run.status === "running";
  // A failed step says itself what went wrong.
  const error = run.steps.some((step) => step.status === "failed") ? null : run.error;
  return (
    <div className="grid gap-2">
      <output className="flex flex-wrap items-center gap-2">
        <Badge tone={tone}>
          {isUnderWay && <Spinner />}
          {label}
        </Badge>
        {tookMs !== null && <span className="text-xs text-muted-foreground tabular-nums">{tookMs} ms in all</span>}
      </output>
      {error && <p className="break-words text-destructive-soft-foreground">{error}</p>}
    </div>
  );
}

function StepDetails({ step, longestMs }: { step: StepRun; longestMs: number }) {
  return (
    <section aria-label={`Step ${step.name}`} className="grid gap-2 rounded-lg border bg-card p-3">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-xs text-muted-foreground tabular-nums">{step.position}</span>
        <code className="font-mono text-[13px] font-medium break-all">{step.name}</code>
        {step.status === "failed" && <Badge tone="danger">Failed</Badge>}
      </div>
      <DurationBar ms={step.durationMs} longestMs={longestMs} />
      <RequestAndResponse output={step.output} />
    </section>
  );
}

function BotGets({ result }: { result: string }) {
  return (
    <section aria-label="What the bot gets" className="grid gap-1.5">
      {result === "" ? (
        <>
          <h4 className="text-xs font-medium text-muted-foreground">What the bot gets</h4>
          <p className="text-muted-foreground">An empty text: the call failed, and the action has no error message.</p>
        </>
      ) : (
        <CodeBlock title="What the bot gets" code={prettyText(result)} wrap className="max-h-72" />
      )}
    </section>
  );
}
