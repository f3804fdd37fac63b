"use client";

import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { asPercent } from "./curve-at";
import type { CurvePoint } from "./curve-at";

interface ThresholdChartProps {
  curve: readonly CurvePoint[];
  threshold: number;
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];
const axis = { stroke: "var(--input)", tick: { fill: "var(--muted-foreground)", className: "text-12" }, ticks: TICKS };

/** Both curves of a calibration, with the threshold as a vertical line. Its numbers are in the text beside it. */
export function ThresholdChart({ curve, threshold }: ThresholdChartProps) {
  return (
    <ResponsiveContainer width="100%" height={200}>
      <LineChart data={[...curve]} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--border)" vertical={false} />
        <XAxis {...axis} dataKey="threshold" type="number" domain={[0, 1]} />
        <YAxis {...axis} domain={[0, 1]} width={48} tickFormatter={asPercent} />
        <Line dataKey="right" stroke="var(--foreground)" strokeWidth={2} dot={false} isAnimationActive={false} />
        <Line
          dataKey="refused"
          stroke="var(--muted-foreground)"
          strokeDasharray="5 4"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
        <ReferenceLine x={threshold} stroke="var(--primary)" strokeWidth={2} />
      </LineChart>
    </ResponsiveContainer>
  );
}
