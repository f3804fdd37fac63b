/** An instant as a line of text says it: "10:32" today, else with the date. In the reader's own time zone. */
export function clockText(at: string, now = new Date()): string {
  const instant = new Date(at);
  const isToday = instant.toDateString() === now.toDateString();
  return instant.toLocaleString(
    undefined,
    isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" },
  );
}
