const units = [
  ["day", "d", 86_400],
  ["hour", "h", 3600],
  ["minute", "min", 60],
  ["second", "s", 1],
] as const;

/** Formats seconds in the largest unit that divides them: 5400 is "90 minutes", or "90 min" in short. */
export function durationInWords(seconds: number, style: "long" | "short" = "long"): string {
  const [long, short, size] = units.find(([, , size]) => seconds >= size && seconds % size === 0) ?? units[3];
  const amount = seconds / size;
  if (style === "short") return `${amount} ${short}`;
  return `${amount} ${long}${amount === 1 ? "" : "s"}`;
}
