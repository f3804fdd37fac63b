import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { DurationBar } from "./duration-bar";
import { RequestAndResponse } from "./request-and-response";
import type { StepRun } from "./run-types";
import { TraceEntries } from "./trace-entries";
import type { RenderRun } from "./trace-entry-view";
import { stepKindLabel } from "./step-kind-label";
import { StepResult } from "./step-result";
import { StepRestView } from "./step-rest-view";

interface StepDetailsProps {
  step: StepRun;
  longestMs: number;
  /** The step was not run; its result was copied from an earlier run. */
  isCopy: boolean;
  action: ReactNode;
  /** Shown below the result. */
  fields?: ReactNode;
  renderRun: RenderRun;
}

/** One step of a run: its result, what it waits for, or why it was skipped. */
export function StepDetails({ step, longestMs, isCopy, action, fields, renderRun }: StepDetailsProps) {
  const { position, name, kind, status, durationMs, output, rest } = step;
  const didSomething = status !== "skipped" && !isCopy;
  return (
    <section
      aria-label={`Step ${name}`}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2 rounded-lg border bg-card p-3"
    >
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-12 text-muted-foreground tabular-nums">{position}</span>
        <code className="font-mono text-13 font-medium break-all">{name}</code>
        <span className="text-12 text-muted-foreground">{stepKindLabel(kind)}</span>
        <StepBadge status={status} isCopy={isCopy} />
        {action && <span className="ml-auto">{action}</span>}
      </div>
      {didSomething && <DurationBar ms={durationMs} longestMs={longestMs} underWay={status === "waiting"} />}
      {output.summary && <p className="wrap-anywhere text-muted-foreground">{output.summary}</p>}
      {rest && <StepRestView rest={rest} />}
      <RequestAndResponse output={output} />
      <StepResult step={step} />
      {fields}
      {output.trace && output.trace.length > 0 && (
        <section aria-label={`Trace of the bot that ${name} asked`} className="mt-1 border-l-2 pl-3">
          <TraceEntries entries={output.trace} renderRun={renderRun} />
        </section>
      )}
    </section>
  );
}

function StepBadge({ status, isCopy }: Pick<StepDetailsProps, "isCopy"> & { status: StepRun["status"] }) {
  if (status === "failed") return <Badge tone="danger">Failed</Badge>;
  if (status === "waiting") return <Badge tone="info">Waiting</Badge>;
  if (status === "skipped") return <Badge tone="outline">Skipped</Badge>;
  return isCopy ? <Badge tone="outline">From an earlier run</Badge> : null;
}
