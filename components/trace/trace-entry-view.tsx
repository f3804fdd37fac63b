"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { Brain, ChevronRight, StickyNote, Webhook } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { AppRouter } from "@/server/trpc/root";
import { DurationBar } from "./duration-bar";
import { KnowledgeEntry } from "./knowledge-entry";
import { ScenarioEntry } from "./scenario-entry";
import { TraceRow } from "./trace-row";

type TurnEntry = inferRouterOutputs<AppRouter>["conversations"]["turn"]["trace"][number];
type WithoutPosition<E> = E extends unknown ? Omit<E, "position"> : never;

/** One entry of a trace, of a turn or of a bot that a step asked, as the server returns it. */
export type TraceEntry = WithoutPosition<TurnEntry>;
type Entry<Kind> = Extract<TraceEntry, { kind: Kind }>;

/** Renders the run of an action. It is a prop because a run can contain the trace of a bot, which contains runs. */
export type RenderRun = (runId: string) => ReactNode;

interface TraceEntryViewProps<Kind = TraceEntry["kind"]> {
  entry: Entry<Kind>;
  /** The duration of the turn's longest entry, which fills the bar. */
  longestMs: number;
  renderRun: RenderRun;
}

/** One entry of a trace. */
export function TraceEntryView({ entry, longestMs, renderRun }: TraceEntryViewProps) {
  if (entry.kind === "model") return <ModelEntry entry={entry} longestMs={longestMs} />;
  if (entry.kind === "action") return <ActionEntry entry={entry} longestMs={longestMs} renderRun={renderRun} />;
  if (entry.kind === "scenario") return <ScenarioEntry entry={entry} />;
  if (entry.kind === "knowledge") return <KnowledgeEntry entry={entry} longestMs={longestMs} />;
  return <TraceRow icon={<StickyNote />} title={<span className="font-normal">{wordsOf(entry)}</span>} />;
}

function wordsOf(entry: Entry<"note" | "webhook">): string {
  return entry.kind === "note" ? entry.text : `${entry.name}: ${entry.result}`;
}

/** The offline model's id, which is not suitable for display. */
const OFFLINE = "offline";

function ModelEntry({ entry, longestMs }: Omit<TraceEntryViewProps<"model">, "renderRun">) {
  const { model, inputTokens, outputTokens, attempts, durationMs, error, text, toolCalls } = entry;
  return (
    <TraceRow
      icon={<Brain />}
      title={modelTitle(entry)}
      badge={error !== null && <Badge tone="danger">Failed</Badge>}
      bar={<DurationBar ms={durationMs} longestMs={longestMs} />}
    >
      <p className="text-12 text-muted-foreground">
        {model === OFFLINE ? "Offline model" : model} · {inputTokens} tokens in, {outputTokens} out
        {attempts > 1 && ` · ${attempts} attempts`}
      </p>
      {error && <p className="text-destructive-soft-foreground">{error}</p>}
      {text && toolCalls.length === 0 && (
        <p dir="auto" className="line-clamp-3 text-muted-foreground">
          “{text}”
        </p>
      )}
    </TraceRow>
  );
}

function modelTitle({ toolCalls, error }: Entry<"model">): ReactNode {
  if (error !== null) return "The model did not answer";
  if (toolCalls.length === 0) return "The model answered";
  return (
    <span>
      The model called <code className="font-mono">{toolCalls.map((call) => call.name).join(", ")}</code>
    </span>
  );
}

const states = {
  succeeded: { tone: "success", label: "Succeeded" },
  failed: { tone: "danger", label: "Failed" },
  refused: { tone: "warning", label: "Refused" },
  waiting: { tone: "warning", label: "In progress" },
} as const;

function ActionEntry({ entry, longestMs, renderRun }: TraceEntryViewProps<"action">) {
  const [open, setOpen] = useState(false);
  const region = useId();
  const { runId, functionName, arguments: given, status, result, durationMs } = entry;
  const { tone, label } = states[status];
  return (
    <TraceRow
      icon={<Webhook />}
      title={<code className="font-mono">{functionName}</code>}
      badge={<Badge tone={tone}>{label}</Badge>}
      bar={runId !== null && <DurationBar ms={durationMs} longestMs={longestMs} />}
    >
      <Arguments given={given} />
      {/* When expanded, the run shows the result in full. */}
      {!open && (
        <p dir="auto" className={cn("line-clamp-3 text-12", result.startsWith("{") && "font-mono")}>
          {result === "" ? "The bot got an empty text." : result}
        </p>
      )}
      {runId !== null && (
        <Button
          variant="link"
          className="mt-0.5 w-fit gap-1 text-13"
          aria-expanded={open}
          aria-controls={region}
          onClick={() => setOpen(!open)}
        >
          <ChevronRight className={cn("size-3.5 transition-transform", open && "rotate-90")} /> Requests and responses
        </Button>
      )}
      <div id={region} hidden={!open} className="relative z-10 mt-1.5 min-w-0 bg-card max-sm:-ml-8.5">
        {open && runId !== null && renderRun(runId)}
      </div>
    </TraceRow>
  );
}

function Arguments({ given }: { given: unknown }) {
  const entries = typeof given === "object" && given !== null ? Object.entries(given) : [];
  if (entries.length === 0) return null;
  return (
    <dl className="grid gap-0.5 font-mono text-12">
      {entries.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="inline text-muted-foreground">{name}: </dt>
          <dd className="inline">{typeof value === "string" ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
