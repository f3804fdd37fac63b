import { RotateCcw } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { LocalTime } from "@/components/ui/local-time";
import { formatDuration } from "@/components/trace/duration-bar";
import type { ListedRun } from "./history-types";
import { RerunButton } from "./rerun-button";
import { RunOriginNote } from "./run-origin";
import { durationOf, RunStatusBadge } from "@/components/trace/run-state";

interface RunRowProps {
  run: ListedRun;
  canEdit: boolean;
  /** Opens the details of a run: this one, or the one started by calling it again. */
  onOpen: (runId: string) => void;
}

/** One call in the history: the action and its arguments, the origin and the result. */
export function RunRow({ run, canEdit, onOpen }: RunRowProps) {
  const { id, name, functionName, onlyStep, isDraft, origin, status, createdAt } = run;
  const tookMs = durationOf(run);
  return (
    <div className="relative flex min-w-0 items-start gap-3 px-4 py-3 hover:bg-accent">
      <div className="grid min-w-0 flex-1 gap-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <RunStatusBadge status={status} />
          <h3 className="text-14 font-medium wrap-anywhere">
            {/* The button covers the row; the row's links and buttons are above it. */}
            <button
              type="button"
              onClick={() => onOpen(id)}
              className="text-left outline-none after:absolute after:inset-0 after:outline-2 after:-outline-offset-2 after:outline-transparent focus-visible:after:outline-ring"
            >
              {name}
            </button>
          </h3>
          <code className="font-mono text-12 break-all text-muted-foreground">{functionName}</code>
          {onlyStep !== null && <Badge tone="outline">Step {onlyStep}</Badge>}
          {isDraft && origin !== "try" && <Badge tone="outline">Draft</Badge>}
        </div>
        <Given given={run.arguments} />
        <Result run={run} />
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-muted-foreground tabular-nums">
          <LocalTime at={createdAt} />
          {tookMs !== null && <span>{formatDuration(tookMs)}</span>}
          <RunOriginNote run={run} />
        </p>
      </div>
      {canEdit && (
        <RerunButton
          run={run}
          onRerun={onOpen}
          trigger={
            <IconButton label={`Call ${name} again`} size="sm" className="relative z-10">
              <RotateCcw />
            </IconButton>
          }
        />
      )}
    </div>
  );
}

function Given({ given }: { given: ListedRun["arguments"] }) {
  if (given.length === 0) return null;
  return (
    <p className="line-clamp-2 font-mono text-12 leading-5 wrap-anywhere">
      {given.map(({ name, value }, index) => (
        <span key={name}>
          {index > 0 && " · "}
          <span className="text-muted-foreground">{name}:</span> {value}
        </span>
      ))}
    </p>
  );
}

function Result({ run: { status, error, resultExcerpt } }: { run: ListedRun }) {
  const excerpt = resultExcerpt ?? "";
  const hasFailed = status === "failed";
  return (
    <>
      {hasFailed && error && (
        <p className="line-clamp-2 text-13 leading-5 wrap-anywhere text-destructive-soft-foreground">{error}</p>
      )}
      {excerpt !== "" && (
        <p className="line-clamp-2 text-13 leading-5 wrap-anywhere text-muted-foreground">
          {hasFailed && "Passed to the bot: "}
          {excerpt}
        </p>
      )}
    </>
  );
}
