"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useId, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { LoadFailure } from "@/components/ui/load-failure";
import { Spinner } from "@/components/ui/spinner";
import { DisclosureButton } from "./disclosure-button";
import { formatDuration } from "./duration-bar";
import { TraceEntries } from "./trace-entries";

const POLL_MS = 1000;

/** Loaded when a run is expanded. */
const ActionRunView = dynamic(() => import("./action-run-view").then((view) => view.ActionRunView), {
  loading: () => <Spinner label="Loading the run" />,
});

/** The trace of a turn, expanded on demand below its answer. */
export function TurnTrace({ turnId }: { turnId: string }) {
  const [open, setOpen] = useState(false);
  const region = useId();
  return (
    <div className="-mt-1 grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      <DisclosureButton open={open} onToggle={() => setOpen(!open)} controls={region}>
        Trace
      </DisclosureButton>
      <div id={region} hidden={!open}>
        {open && <TraceTimeline turnId={turnId} />}
      </div>
    </div>
  );
}

/** A turn's model calls and actions, in order and with their durations. */
export function TraceTimeline({ turnId }: { turnId: string }) {
  const trpc = useTRPC();
  const turn = useQuery(
    // The query is polled until the turn has ended.
    trpc.conversations.turn.queryOptions(
      { turnId },
      { refetchInterval: ({ state }) => (state.data?.durationMs === null ? POLL_MS : false) },
    ),
  );
  if (turn.isPending) return <Spinner label="Loading the trace" />;
  if (turn.error) {
    return <LoadFailure error={turn.error} onRetry={turn.refetch} />;
  }
  const { trace, inputTokens, outputTokens, durationMs, reason } = turn.data;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 rounded-xl border bg-card p-3.5 text-13 leading-5 shadow-raised">
      <p className="text-12 text-muted-foreground tabular-nums">
        {durationMs === null ? "In progress" : `${formatDuration(durationMs)} in total`} · {inputTokens} tokens in,{" "}
        {outputTokens} out
      </p>
      <TraceEntries entries={trace} renderRun={(runId) => <ActionRunView runId={runId} />} />
      {reason && <Alert tone="warning">{reason}</Alert>}
    </div>
  );
}
