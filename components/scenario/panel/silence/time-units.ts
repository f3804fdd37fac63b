/** The units of a time of silence, which is stored in minutes. */
export const timeUnits = {
  minutes: { value: "minutes", label: "minutes", minutes: 1 },
  hours: { value: "hours", label: "hours", minutes: 60 },
  days: { value: "days", label: "days", minutes: 1440 },
} as const;
export type TimeUnit = keyof typeof timeUnits;

/** The largest unit of which a time is a whole number. */
export function unitOf(minutes: number): TimeUnit {
  if (minutes % timeUnits.days.minutes === 0) return "days";
  return minutes % timeUnits.hours.minutes === 0 ? "hours" : "minutes";
}

/** A time in words, such as "2 hours". */
export function inWords(minutes: number): string {
  const unit = timeUnits[unitOf(minutes)];
  const amount = minutes / unit.minutes;
  return `${amount} ${amount === 1 ? unit.label.slice(0, -1) : unit.label}`;
}
