"use client";

import { TimeBars } from "@/components/ui/time-bars";
import type { HourOfRequests } from "@/server/events/endpoints/health";
import { fillHours } from "./fill-hours";

const parts = [
  { key: "delivered", label: "Delivered", fill: "var(--success)" },
  { key: "failed", label: "Failed", fill: "var(--destructive)" },
] as const;

/** The bars with a time below them; labels at the edges would be cut. */
const LABELLED = [3, 9, 15, 21];

interface HealthChartProps {
  hours: readonly HourOfRequests[];
  /** When the numbers were read, in milliseconds. */
  now: number;
  height: number;
  /** Shows the times below the bars. */
  hasAxis?: boolean;
}

/** The requests of the last 24 hours by hour. The numbers beside it say the same in words. */
export function HealthChart({ hours, now, height, hasAxis = false }: HealthChartProps) {
  const bars = fillHours(hours, now);
  const labelled = hasAxis ? LABELLED.flatMap((i) => bars[i]?.at ?? []) : null;
  return <TimeBars bars={bars} timeKey="at" timeName={hourLabel} parts={parts} labelled={labelled} height={height} />;
}

function hourLabel(at: string): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}
