/** The outcomes of a day's runs. */
export interface DayCounts {
  succeeded: number;
  failed: number;
  /** Runs that have not ended yet. */
  open: number;
}

export type Outcome = keyof DayCounts;

/** From the bottom up. Failures are on the base line, where they are easiest to compare. */
const stack: Outcome[] = ["failed", "open", "succeeded"];

/** A part of a day's bar, in units of the chart's height. */
export interface BarPart {
  outcome: Outcome;
  /** Measured from the top of the chart. */
  y: number;
  height: number;
}

/** A single failure must stay visible among thousands of successes. */
const LEAST_HEIGHT = 2;

/** The parts of a day's bar, from the bottom up. Outcomes with no runs have no part. */
export function dayBar(counts: DayCounts, most: number, chartHeight: number): BarPart[] {
  let bottom = chartHeight;
  return stack.flatMap((outcome) => {
    if (counts[outcome] === 0) return [];
    const height = Math.max(LEAST_HEIGHT, (counts[outcome] / most) * chartHeight);
    // Parts that were enlarged to be visible must not push the bar out of the chart.
    const y = Math.max(0, bottom - height);
    const part = { outcome, y, height: bottom - y };
    bottom = y;
    return part.height > 0 ? [part] : [];
  });
}

/** The value at the top of the chart: the largest day, rounded up to a round number. */
export function chartTop(days: DayCounts[]): number {
  const most = Math.max(1, ...days.map(totalOf));
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= most) ?? 10;
  return step * power;
}

export function totalOf({ succeeded, failed, open }: DayCounts): number {
  return succeeded + failed + open;
}

/** The counts as text, without zeros: "12 succeeded, 1 failed", or "no calls". */
export function countsInWords({ succeeded, failed, open }: DayCounts): string {
  const parts = [
    ...(succeeded > 0 ? [`${succeeded} succeeded`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(open > 0 ? [`${open} in progress`] : []),
  ];
  return parts.length === 0 ? "no calls" : parts.join(", ");
}
