/** The units of a duration, in seconds. */
export const durationUnits = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;

export type DurationUnit = keyof typeof durationUnits;

/** The form state of a duration. */
export interface DurationForm {
  amount: string;
  unit: DurationUnit;
}

/** Whether the value of a form field is a duration. */
export function isDuration(value: DurationForm | string | null): value is DurationForm {
  return typeof value === "object" && value !== null;
}

/** Converts seconds to the largest unit that gives a whole number: 5400 seconds are 90 minutes. */
export function toDuration(seconds: number): DurationForm {
  const fitting = unitsOf().findLast((unit) => seconds > 0 && seconds % durationUnits[unit] === 0) ?? "seconds";
  return { amount: String(seconds / durationUnits[fitting]), unit: fitting };
}

/** Converts a duration to seconds. Returns NaN if it is not a number; the server then reports the field. */
export function toSeconds({ amount, unit }: DurationForm): number {
  const number = amount.trim() === "" ? Number.NaN : Number(amount.trim().replace(",", "."));
  // Round off floating-point errors: 0.1 hours are 360 seconds, not 360.00000000000006.
  return Number((number * durationUnits[unit]).toFixed(3));
}

/** Describes what is wrong with a duration; null if it is valid. */
export function durationFault(duration: DurationForm, maxSeconds: number): string | null {
  const seconds = toSeconds(duration);
  if (Number.isNaN(seconds)) return "Write a number, such as 10.";
  if (seconds < 1) return "Wait at least a second.";
  if (!Number.isInteger(seconds)) return "Write a whole number of seconds, or choose a smaller unit.";
  return seconds > maxSeconds ? `${inWords(toDuration(maxSeconds))} at most.` : null;
}

/** Formats a duration: "90 minutes", "1 day". */
export function inWords({ amount, unit }: DurationForm): string {
  return `${amount || "…"} ${amount === "1" ? unit.slice(0, -1) : unit}`;
}

export function readUnit(text: string): DurationUnit | undefined {
  return unitsOf().find((unit) => unit === text);
}

export function unitsOf(): DurationUnit[] {
  return ["seconds", "minutes", "hours", "days"];
}
