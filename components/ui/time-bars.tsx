"use client";

import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis } from "recharts";

interface TimeBarsProps<Key extends string> {
  /** One bar each, oldest first: its time by `timeKey`, and its parts by their keys. */
  bars: readonly object[];
  timeKey: string;
  timeName: (time: string) => string;
  /** The parts of a bar, from the bottom. */
  parts: readonly { key: Key; label: string; fill: string }[];
  /** The times that are written below their bars; null for no axis. */
  labelled: string[] | null;
  /** In pixels. */
  height: number;
}

/** Bars of numbers over time, for those who see them: the caller gives the same numbers as text. */
export function TimeBars<Key extends string>(props: TimeBarsProps<Key>) {
  const { bars, timeKey, timeName, parts, labelled, height } = props;
  return (
    <div aria-hidden className="min-w-0" style={{ height }}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={[...bars]}
          accessibilityLayer={false}
          margin={{ top: 2, right: 0, bottom: 0, left: 0 }}
          barCategoryGap={2}
        >
          <XAxis
            dataKey={timeKey}
            hide={labelled === null}
            ticks={labelled ?? []}
            interval={0}
            tickFormatter={timeName}
            tick={{ className: "text-12", fill: "var(--muted-foreground)" }}
            tickLine={false}
            stroke="var(--border)"
          />
          <Tooltip
            labelFormatter={(time) => timeName(String(time))}
            cursor={{ fill: "var(--accent)" }}
            contentStyle={{ background: "var(--popover)", border: "1px solid var(--border)", borderRadius: 8 }}
            wrapperClassName="text-12 z-10"
            itemStyle={{ color: "var(--popover-foreground)" }}
          />
          {parts.map(({ key, label, fill }) => (
            <Bar key={key} dataKey={key} name={label} stackId="parts" fill={fill} isAnimationActive={false} />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
