/** A time for display in the reader's time zone: "10:32" today, otherwise with the date. */
export function clockText(at: string, now = new Date()): string {
  const instant = new Date(at);
  const isToday = instant.toDateString() === now.toDateString();
  return instant.toLocaleString(
    undefined,
    isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" },
  );
}
