"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { DisclosureButton } from "./disclosure-button";
import { formatDuration } from "./duration-bar";
import { type TraceEntry, TraceEntryView } from "./trace-entry-view";

const POLL_MS = 1000;

/** What a turn did: shown on demand below its answer. */
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

/** A turn's model calls and actions, in order and with their times. */
export function TraceTimeline({ turnId }: { turnId: string }) {
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
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 rounded-xl border bg-card p-3.5 text-[13px] leading-5 shadow-raised">
      <p className="text-xs text-muted-foreground tabular-nums">
        {durationMs === null ? "Under way" : `${formatDuration(durationMs)} in all`} · {inputTokens} tokens in,{" "}
        {outputTokens} out
      </p>
      <TraceEntries entries={trace} />
      {reason && <Alert tone="warning">{reason}</Alert>}
    </div>
  );
}

/** The parts of a trace on one line, in order; within a step that asked another bot, those of that bot. */
export function TraceEntries({ entries }: { entries: readonly TraceEntry[] }) {
  const longest = Math.max(1, ...entries.map((entry) => ("durationMs" in entry ? entry.durationMs : 0)));
  const inOrder = entries.map((entry, position) => ({ entry, position }));
  return (
    <ol className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
      {inOrder.map(({ entry, position }) => (
        <li
          key={position}
          className="relative min-w-0 pb-4 before:absolute before:top-6 before:bottom-0 before:left-3 before:w-px before:bg-border last:pb-0 last:before:hidden"
        >
          <TraceEntryView entry={entry} longestMs={longest} />
        </li>
      ))}
    </ol>
  );
}
