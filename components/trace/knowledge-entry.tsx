import { BookOpen } from "lucide-react";
import Link from "next/link";
import { partAddress } from "./part-address";
import { Badge } from "@/components/ui/badge";
import { DurationBar } from "./duration-bar";
import type { TraceEntry } from "@/server/schemas/trace";
import { TraceRow } from "./trace-row";

interface KnowledgeEntryProps {
  entry: Extract<TraceEntry, { kind: "knowledge" }>;
  longestMs: number;
}

const outcomes = {
  direct: { title: "A direct question was answered as written", tone: "success", label: "Direct" },
  passages: { title: "Passages of the knowledge base were found", tone: "success", label: "Found" },
  nothing: { title: "Nothing fitting was found in the knowledge base", tone: "warning", label: "Nothing" },
} as const;

/** A search of the knowledge base: its hits as links to their places in their sources, with their scores and the searches that found them. */
export function KnowledgeEntry({ entry, longestMs }: KnowledgeEntryProps) {
  const { title, tone, label } = outcomes[entry.outcome];
  return (
    <TraceRow
      icon={<BookOpen />}
      title={<span className="font-normal">{title}</span>}
      badge={<Badge tone={tone}>{label}</Badge>}
      bar={<DurationBar ms={entry.durationMs} longestMs={longestMs} />}
    >
      <p dir="auto" className="text-12 text-muted-foreground">
        Searched for “{entry.question}”
      </p>
      {entry.note && <p className="text-12 text-muted-foreground">{entry.note}</p>}
      {entry.hits.length > 0 && (
        <ol className="grid gap-1.5">
          {entry.hits.map(({ chunkId, sourceId, title: source, heading, text, score, legs }) => (
            <li key={chunkId} className="min-w-0">
              <p className="flex min-w-0 items-baseline justify-between gap-3 text-12">
                <Link
                  href={partAddress(sourceId, chunkId)}
                  dir="auto"
                  className="min-w-0 truncate rounded-sm font-medium underline-offset-2 focus-ring hover:underline"
                >
                  {heading === null ? source : `${source} › ${heading}`}
                </Link>
                <span className="shrink-0 text-muted-foreground tabular-nums">
                  {score.toFixed(2)} · {legs.map(({ leg, rank }) => `${leg} ${rank}`).join(", ")}
                </span>
              </p>
              <p dir="auto" className="line-clamp-2 text-12 text-muted-foreground">
                {text}
              </p>
            </li>
          ))}
        </ol>
      )}
    </TraceRow>
  );
}
