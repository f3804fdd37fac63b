"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import { formatDuration } from "./duration-bar";
import { TraceEntryView } from "./trace-entry-view";

const POLL_MS = 1000;

/** What a turn did: shown on demand below its answer. */
export function TurnTrace({ turnId }: { turnId: string }) {
  const [open, setOpen] = useState(false);
  const region = useId();
  return (
    <div className="grid w-full max-w-2xl min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={region}
        onClick={() => setOpen(!open)}
        className="inline-flex w-fit items-center gap-1 rounded-sm px-1 text-[13px] leading-5 font-medium text-muted-foreground focus-ring hover:text-foreground"
      >
        <ChevronRight aria-hidden className={cn("size-3.5 transition-transform", open && "rotate-90")} /> Trace
      </button>
      <div id={region} hidden={!open}>
        {open && <TraceTimeline turnId={turnId} />}
      </div>
    </div>
  );
}

function TraceTimeline({ turnId }: { turnId: string }) {
  const trpc = useTRPC();
  const turn = useQuery(
    // A turn seen while it went on is asked for again until it has ended.
    trpc.conversations.turn.queryOptions(
      { turnId },
      { refetchInterval: ({ state }) => (state.data?.durationMs === null ? POLL_MS : false) },
    ),
  );
  if (turn.isPending) return <Spinner label="Loading the trace" />;
  if (turn.error) {
    return (
      <Alert
        tone="danger"
        action={
          <Button size="sm" variant="outline" onClick={() => turn.refetch()}>
            Try again
          </Button>
        }
      >
        {messageOf(turn.error)}
      </Alert>
    );
  }
  const { trace, inputTokens, outputTokens, durationMs, reason } = turn.data;
  const longest = Math.max(1, ...trace.map((entry) => ("durationMs" in entry ? entry.durationMs : 0)));
  return (
    <div className="grid min-w-0 gap-3 rounded-xl border bg-card p-3.5 text-[13px] leading-5 shadow-raised">
      <p className="text-xs text-muted-foreground tabular-nums">
        {durationMs === null ? "Under way" : `${formatDuration(durationMs)} in all`} · {inputTokens} tokens in,{" "}
        {outputTokens} out
      </p>
      <ol className="grid min-w-0">
        {trace.map((entry) => (
          <li
            key={entry.position}
            className="relative min-w-0 pb-4 before:absolute before:top-6 before:bottom-0 before:left-3 before:border-l last:pb-0 last:before:hidden"
          >
            <TraceEntryView entry={entry} longestMs={longest} />
          </li>
        ))}
      </ol>
      {reason && <Alert tone="warning">{reason}</Alert>}
    </div>
  );
}
