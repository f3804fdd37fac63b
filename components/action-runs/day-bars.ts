/** What a day's runs came to. */
export interface DayCounts {
  succeeded: number;
  failed: number;
  /** Not ended yet. */
  open: number;
}

export type Outcome = keyof DayCounts;

/** From the bottom up: failures stand on the ground line, where they are compared best. */
const stack: Outcome[] = ["failed", "open", "succeeded"];

/** A part of a day's bar, in the unit of the chart's height. */
export interface BarPart {
  outcome: Outcome;
  /** From the top of the chart. */
  y: number;
  height: number;
}

/** One failure among thousands of successes must not vanish. */
const LEAST_HEIGHT = 2;

/** The parts of a day's bar, from the bottom up; what did not happen has none. */
export function dayBar(counts: DayCounts, most: number, chartHeight: number): BarPart[] {
  let bottom = chartHeight;
  return stack.flatMap((outcome) => {
    if (counts[outcome] === 0) return [];
    const height = Math.max(LEAST_HEIGHT, (counts[outcome] / most) * chartHeight);
    // Parts that were made higher to be seen may not lift the bar over the edge.
    const y = Math.max(0, bottom - height);
    const part = { outcome, y, height: bottom - y };
    bottom = y;
    return part.height > 0 ? [part] : [];
  });
}

/** The value at the chart's top: the largest day, rounded up to a number that reads well. */
export function chartTop(days: DayCounts[]): number {
  const most = Math.max(1, ...days.map(totalOf));
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= most) ?? 10;
  return step * power;
}

export function totalOf({ succeeded, failed, open }: DayCounts): number {
  return succeeded + failed + open;
}

/** "12 succeeded, 1 failed": what is not zero, or "no calls". */
export function countsInWords({ succeeded, failed, open }: DayCounts): string {
  const parts = [
    ...(succeeded > 0 ? [`${succeeded} succeeded`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(open > 0 ? [`${open} under way`] : []),
  ];
  return parts.length === 0 ? "no calls" : parts.join(", ");
}
