export interface Summary {
  count: number;
  p50: number;
  p95: number;
  max: number;
}

/** The median, 95th percentile and maximum, in the unit of the values, rounded to `1 / parts`. */
export function summarise(values: number[], parts = 10): Summary {
  const ordered = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    round(ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? 0, parts);
  return { count: ordered.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** Rounds to `1 / parts`. */
export function round(value: number, parts = 10): number {
  return Math.round(value * parts) / parts;
}
