"use client";

import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis } from "recharts";
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
  return (
    <div aria-hidden className="min-w-0" style={{ height }}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={bars}
          accessibilityLayer={false}
          margin={{ top: 2, right: 0, bottom: 0, left: 0 }}
          barCategoryGap={2}
        >
          <XAxis
            dataKey="at"
            hide={!hasAxis}
            ticks={LABELLED.flatMap((i) => bars[i]?.at ?? [])}
            interval={0}
            tickFormatter={hourLabel}
            tick={{ className: "text-12", fill: "var(--muted-foreground)" }}
            tickLine={false}
            stroke="var(--border)"
          />
          <Tooltip
            labelFormatter={(at) => hourLabel(String(at))}
            cursor={{ fill: "var(--accent)" }}
            contentStyle={{ background: "var(--popover)", border: "1px solid var(--border)", borderRadius: 8 }}
            wrapperClassName="text-12 z-10"
            itemStyle={{ color: "var(--popover-foreground)" }}
          />
          {parts.map(({ key, label, fill }) => (
            <Bar key={key} dataKey={key} name={label} stackId="requests" fill={fill} isAnimationActive={false} />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function hourLabel(at: string): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}
