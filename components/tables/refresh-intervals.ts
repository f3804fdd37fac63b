/** The refresh intervals of a linked table, in minutes. */
export const refreshIntervals = [
  { minutes: 15, label: "Every 15 minutes" },
  { minutes: 60, label: "Every hour" },
  { minutes: 360, label: "Every 6 hours" },
  { minutes: 1440, label: "Every day" },
  { minutes: 10_080, label: "Every week" },
];

export const USUAL_INTERVAL = 1440;

/** An interval within a sentence: "every hour". */
export function intervalText(minutes: number): string {
  const known = refreshIntervals.find((interval) => interval.minutes === minutes);
  return known ? known.label.toLowerCase() : `every ${minutes.toLocaleString("en")} minutes`;
}
