"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { Brain, ChevronRight, StickyNote, Webhook } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { AppRouter } from "@/server/trpc/root";
import { DurationBar } from "./duration-bar";
import { ActionRunView } from "./step-output-view";

type TraceEntry = inferRouterOutputs<AppRouter>["conversations"]["turn"]["trace"][number];

interface TraceEntryViewProps {
  entry: TraceEntry;
  /** The longest entry of the turn, which fills the bar. */
  longestMs: number;
}

/** One thing that a turn did. */
export function TraceEntryView({ entry, longestMs }: TraceEntryViewProps) {
  if (entry.kind === "note") return <Row icon={<StickyNote />} title={entry.text} />;
  if (entry.kind === "model") {
    const { model, inputTokens, outputTokens, attempts, durationMs, error, text, toolCalls } = entry;
    const asked = toolCalls.map((call) => call.name).join(", ");
    return (
      <Row icon={<Brain />} title={`Model ${model}`} bar={<DurationBar ms={durationMs} longestMs={longestMs} />}>
        <p className="text-muted-foreground">
          {inputTokens} in, {outputTokens} out{attempts > 1 && ` · ${attempts} attempts`}
        </p>
        {error && <p className="break-words text-destructive-soft-foreground">{error}</p>}
        {asked && <p>asked for {asked}</p>}
        {text && <p className="line-clamp-2 text-muted-foreground">“{text}”</p>}
      </Row>
    );
  }
  return <ActionEntry entry={entry} longestMs={longestMs} />;
}

function ActionEntry({ entry, longestMs }: { entry: Extract<TraceEntry, { kind: "action" }>; longestMs: number }) {
  const [open, setOpen] = useState(false);
  const { runId, functionName, arguments: given, status, result, durationMs } = entry;
  return (
    <Row
      icon={<Webhook />}
      title={<code className="font-mono">{functionName}</code>}
      badge={
        <Badge tone={status === "succeeded" ? "success" : status === "failed" ? "danger" : "warning"}>{status}</Badge>
      }
      bar={runId !== null && <DurationBar ms={durationMs} longestMs={longestMs} />}
    >
      <code className="block font-mono text-xs break-all text-muted-foreground">{JSON.stringify(given)}</code>
      <p className="line-clamp-3 break-words">{result === "" ? "The bot got an empty text." : result}</p>
      {runId !== null && (
        <Button variant="link" className="w-fit text-xs" aria-expanded={open} onClick={() => setOpen(!open)}>
          <ChevronRight className={open ? "size-3.5 rotate-90" : "size-3.5"} /> Requests and responses
        </Button>
      )}
      {open && runId !== null && <ActionRunView runId={runId} />}
    </Row>
  );
}

interface RowProps {
  icon: ReactNode;
  title: ReactNode;
  badge?: ReactNode;
  bar?: ReactNode;
  children?: ReactNode;
}

function Row({ icon, title, badge, bar, children }: RowProps) {
  return (
    <div className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5">
      <span aria-hidden className="mt-0.5 text-muted-foreground [&_svg]:size-4">
        {icon}
      </span>
      <div className="grid gap-1">
        <div className="flex flex-wrap items-center gap-2 font-medium break-words">
          {title}
          {badge}
        </div>
        {bar}
        {children}
      </div>
    </div>
  );
}
