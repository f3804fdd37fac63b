"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { cn } from "@/components/ui/cn";
import type { CounterRow } from "./counter-rows";

/** More bars would not be compared any more. */
const MOST_BARS = 10;
const BAR_HEIGHT = 34;
const AXIS_HEIGHT = 30;
const LONGEST_NAME = 22;

const parts = [
  { key: "wentOn", label: "Went on", fill: "var(--muted-foreground)", dot: "bg-muted-foreground" },
  { key: "stillHere", label: "Still here", fill: "var(--info)", dot: "bg-info" },
  { key: "left", label: "Left", fill: "var(--warning)", dot: "bg-warning" },
] as const;

/** The interactions to which most conversations came, and what became of these. The table has the same numbers. */
export function CounterChart({ rows }: { rows: readonly CounterRow[] }) {
  const bars = rows
    .filter(({ came }) => came > 0)
    .toSorted((a, b) => b.came - a.came)
    .slice(0, MOST_BARS)
    .map(({ id, name, came, stillHere, left }) => ({
      id,
      name: name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name,
      wentOn: Math.max(0, came - stillHere - left),
      stillHere: Math.min(stillHere, came),
      left: Math.min(left, came),
    }));
  if (bars.length === 0) return null;
  return (
    <figure aria-hidden className="grid gap-3 rounded-xl border bg-card p-4 shadow-raised">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-13">
        <span className="font-medium">Conversations by interaction</span>
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-muted-foreground">
          {parts.map(({ key, label, dot }) => (
            <li key={key} className="flex items-center gap-1.5">
              <span className={cn("size-2 rounded-sm", dot)} />
              {label}
            </li>
          ))}
        </ul>
      </figcaption>
      <ResponsiveContainer width="100%" height={bars.length * BAR_HEIGHT + AXIS_HEIGHT}>
        <BarChart data={bars} layout="vertical" accessibilityLayer={false} margin={{ left: 0, right: 12 }}>
          <CartesianGrid horizontal={false} stroke="var(--border)" strokeDasharray="3 3" />
          <XAxis
            type="number"
            allowDecimals={false}
            tick={{ className: "text-12", fill: "var(--muted-foreground)" }}
            stroke="var(--border)"
          />
          <YAxis
            type="category"
            dataKey="name"
            width={116}
            tick={{ className: "text-12", fill: "var(--foreground)" }}
            stroke="var(--border)"
            interval={0}
          />
          <Tooltip
            cursor={{ fill: "var(--accent)" }}
            contentStyle={{
              background: "var(--popover)",
              border: "1px solid var(--border)",
              borderRadius: 8,
            }}
            wrapperClassName="text-12"
            itemStyle={{ color: "var(--popover-foreground)" }}
          />
          {parts.map(({ key, label, fill }) => (
            <Bar key={key} dataKey={key} name={label} stackId="came" fill={fill} isAnimationActive={false} />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}
