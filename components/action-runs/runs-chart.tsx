"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { chartTop, countsInWords, dayBar, totalOf, type DayCounts, type Outcome } from "./day-bars";

const REFRESH_MS = 15_000;
const HEIGHT = 88;

const looks: Record<Outcome, { label: string; fill: string; dot: string }> = {
  succeeded: { label: "Succeeded", fill: "fill-success", dot: "bg-success" },
  failed: { label: "Failed", fill: "fill-destructive", dot: "bg-destructive" },
  open: { label: "In progress", fill: "fill-warning", dot: "bg-warning" },
};

interface Day extends DayCounts {
  /** Such as `2026-08-01`. */
  day: string;
}

/** The number of calls on each of the last 14 days, by outcome, in the reader's time zone. */
export function RunsChart({ botId, actionId }: { botId: string; actionId: string | null }) {
  const trpc = useTRPC();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const stats = useQuery(
    trpc.actions.runStats.queryOptions(
      { botId, timeZone, ...(actionId === null ? {} : { actionId }) },
      { refetchInterval: REFRESH_MS, staleTime: 0 },
    ),
  );
  if (stats.isPending) return <Skeleton className="h-44 rounded-xl" />;
  // The list reports the error; without data the chart is left out.
  if (!stats.data) return null;
  return <DayBars days={stats.data} />;
}

function DayBars({ days }: { days: Day[] }) {
  const top = chartTop(days);
  const sum = days.reduce((all, day) => add(all, day), { succeeded: 0, failed: 0, open: 0 });
  const [first, last] = [days.at(0), days.at(-1)];
  return (
    <figure className="grid gap-3 rounded-xl border bg-card p-4 shadow-raised">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="text-13 font-medium">
          {totalOf(sum)} {totalOf(sum) === 1 ? "call" : "calls"} in the last {days.length} days
        </span>
        <Legend sum={sum} />
      </figcaption>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <span
          aria-hidden
          className="flex flex-col justify-between text-right text-12 text-muted-foreground tabular-nums"
        >
          <span className="-mt-1.5">{top}</span>
          <span className="-mb-1.5">0</span>
        </span>
        <svg aria-hidden width="100%" height={HEIGHT} className="overflow-visible">
          <line x1="0" x2="100%" y1="0" y2="0" className="stroke-border" strokeDasharray="3 3" />
          <line x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} className="stroke-border-strong" />
          {days.map((day, index) => (
            <DayBar key={day.day} day={day} index={index} count={days.length} top={top} />
          ))}
        </svg>
        {first && last && (
          <span aria-hidden className="col-start-2 mt-1.5 flex justify-between text-12 text-muted-foreground">
            <span>{dayName(first.day)}</span>
            <span>Today</span>
          </span>
        )}
      </div>
      <ul aria-label="Calls by day" className="sr-only">
        {days.map((day) => (
          <li key={day.day}>
            {dayName(day.day)}: {countsInWords(day)}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function DayBar({ day, index, count, top }: { day: Day; index: number; count: number; top: number }) {
  const slot = 100 / count;
  return (
    <g className="group">
      <title>{`${dayName(day.day)}: ${countsInWords(day)}`}</title>
      {/* The whole column reacts to the pointer, however small its bar. */}
      <rect
        x={`${index * slot}%`}
        y={0}
        width={`${slot}%`}
        height={HEIGHT}
        className="fill-transparent group-hover:fill-accent"
      />
      {dayBar(day, top, HEIGHT).map(({ outcome, y, height }) => (
        <rect
          key={outcome}
          x={`${(index + 0.15) * slot}%`}
          y={y}
          width={`${slot * 0.7}%`}
          height={height}
          className={looks[outcome].fill}
        />
      ))}
    </g>
  );
}

function Legend({ sum }: { sum: DayCounts }) {
  const outcomes: Outcome[] = ["succeeded", "failed", "open"];
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-muted-foreground tabular-nums">
      {outcomes.map((outcome) => (
        <li key={outcome} className="flex items-center gap-1.5">
          <span aria-hidden className={cn("size-2 rounded-sm", looks[outcome].dot)} />
          {looks[outcome].label} {sum[outcome]}
        </li>
      ))}
    </ul>
  );
}

const dayFormat = new Intl.DateTimeFormat("en", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });

/** "Sat, Aug 1". The value is a date already, so format it in UTC. */
function dayName(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}

function add(a: DayCounts, b: DayCounts): DayCounts {
  return { succeeded: a.succeeded + b.succeeded, failed: a.failed + b.failed, open: a.open + b.open };
}
