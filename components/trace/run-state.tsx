import { Badge } from "@/components/ui/badge";
import { Spinner } from "@/components/ui/spinner";
import { formatDuration } from "./duration-bar";
import type { ActionRun } from "./run-types";

const states = {
  queued: { tone: "warning", label: "Waiting to start" },
  running: { tone: "warning", label: "Running" },
  waiting: { tone: "info", label: "Waiting" },
  succeeded: { tone: "success", label: "Succeeded" },
  failed: { tone: "danger", label: "Failed" },
} as const;

type RunStatus = ActionRun["status"];

/** A run's state as a badge. */
export function RunStatusBadge({ status }: { status: RunStatus }) {
  const { tone, label } = states[status];
  return (
    <Badge tone={tone}>
      {(status === "queued" || status === "running") && <Spinner />}
      {label}
    </Badge>
  );
}

/** A run's state, its duration, and the error with the step that failed. */
export function RunState({ run }: { run: ActionRun }) {
  const tookMs = durationOf(run);
  return (
    <div className="grid gap-2">
      <output className="flex flex-wrap items-center gap-2">
        <RunStatusBadge status={run.status} />
        {tookMs !== null && (
          <span className="text-12 text-muted-foreground tabular-nums">{formatDuration(tookMs)} in total</span>
        )}
      </output>
      {run.onlyStep !== null && (
        <p className="text-muted-foreground">
          Only the step <code className="font-mono">{run.onlyStep}</code> was tried.
        </p>
      )}
      {run.status === "failed" && run.error && (
        <p className="wrap-anywhere text-destructive-soft-foreground">{run.error}</p>
      )}
    </div>
  );
}

/** The duration in milliseconds; null while the run has not ended. */
export function durationOf({ startedAt, finishedAt }: Pick<ActionRun, "startedAt" | "finishedAt">): number | null {
  return startedAt && finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : null;
}
