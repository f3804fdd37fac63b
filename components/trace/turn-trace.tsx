"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import { TraceEntryView } from "./trace-entry-view";

/** What a turn did: shown on demand below its answer. */
export function TurnTrace({ turnId }: { turnId: string }) {
  const [open, setOpen] = useState(false);
  const region = useId();
  return (
    <div className="grid gap-2">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={region}
        onClick={() => setOpen(!open)}
        className="inline-flex w-fit items-center gap-1 rounded-sm px-1 text-xs font-medium text-muted-foreground focus-ring hover:text-foreground"
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
  const turn = useQuery(trpc.conversations.turn.queryOptions({ turnId }));
  if (turn.isPending) return <Spinner label="Loading the trace" />;
  if (turn.error) return <Alert tone="danger">{messageOf(turn.error)}</Alert>;
  const { trace, inputTokens, outputTokens, durationMs, reason } = turn.data;
  const longest = Math.max(1, ...trace.map((entry) => ("durationMs" in entry ? entry.durationMs : 0)));
  return (
    <div className="grid gap-3 rounded-xl border bg-card p-3 text-[13px] shadow-raised">
      <p className="text-xs text-muted-foreground">
        {durationMs === null ? "Under way" : `${durationMs} ms`} · {inputTokens} tokens in, {outputTokens} out
      </p>
      <ol className="grid gap-2.5">
        {trace.map((entry) => (
          <li key={entry.position}>
            <TraceEntryView entry={entry} longestMs={longest} />
          </li>
        ))}
      </ol>
      {reason && <Alert tone="warning">{reason}</Alert>}
    </div>
  );
}
