const DAY_MS = 86_400_000;

/** The time of day of an instant, such as `14:05`. */
export function timeText(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(new Date(at));
}

/** The day of an instant: “today”, “yesterday” or the date. */
export function dayText(at: string, language: string, now = new Date()): string {
  const date = new Date(at);
  const days = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);
  if (days === 0 || days === 1) {
    const text = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-days, "day");
    return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
  }
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "long", ...year }).format(date);
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
