"use client";

import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { RunState } from "./run-state";
import { StepDetails } from "./step-details";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Spinner } from "@/components/ui/spinner";
import { prettyText } from "./pretty-body";
import type { ActionRun, StepRun } from "./run-types";
import { hasEnded, useActionRun } from "./use-action-run";

interface ActionRunViewProps {
  runId: string;
  /** An action on a step, shown beside its name. */
  renderStepAction?: ((step: StepRun) => ReactNode) | undefined;
  /** Shown below the result of a step. */
  renderStepFields?: ((step: StepRun) => ReactNode) | undefined;
}

/** A live run of an action: each step's requests, responses and waits, and the result that the bot gets. */
export function ActionRunView({ runId, ...render }: ActionRunViewProps) {
  const run = useActionRun(runId);
  if (run.data) return <RunDetails run={run.data} {...render} />;
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

function RunDetails({
  run,
  renderStepAction,
  renderStepFields,
}: Omit<ActionRunViewProps, "runId"> & { run: ActionRun }) {
  const longestMs = Math.max(1, ...run.steps.map(({ durationMs }) => durationMs));
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 text-13">
      <RunState run={run} />
      {hasEnded(run) && <BotResult run={run} />}
      {run.steps.length > 0 && (
        <ol className="grid min-w-0 gap-3">
          {run.steps.map((step) => (
            <li key={step.position} className="min-w-0">
              <StepDetails
                step={step}
                longestMs={longestMs}
                isCopy={run.onlyStep !== null && run.onlyStep !== step.name}
                action={renderStepAction?.(step)}
                fields={renderStepFields?.(step)}
                renderRun={(runId) => <ActionRunView runId={runId} />}
              />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function BotResult({ run: { result, status, origin } }: { run: ActionRun }) {
  // A manual run has no bot that could get the result.
  const title = origin === "try" ? "What the bot would receive" : "What the bot received";
  if (result !== null && result !== "") {
    return (
      <section aria-label={title}>
        <CodeBlock title={title} code={prettyText(result)} wrap className="max-h-72" />
      </section>
    );
  }
  return (
    <section aria-label={title} className="grid gap-1.5">
      <h4 className="text-12 font-medium text-muted-foreground">{title}</h4>
      <p className="text-muted-foreground">
        {status === "failed"
          ? "An empty text: the call failed, and the action has no error message."
          : "An empty text: no step has a result for the bot."}
      </p>
    </section>
  );
}
