interface Dated {
  createdAt: string;
}

export interface DayGroup<T> {
  /** The time of its first item, in ISO 8601. */
  createdAt: string;
  items: T[];
}

/** Groups a thread's items by the reader's calendar days, in order. */
export function groupByDay<T extends Dated>(items: readonly T[]): DayGroup<T>[] {
  const groups: DayGroup<T>[] = [];
  for (const item of items) {
    const group = groups.at(-1);
    if (group && isSameDay(group.createdAt, item.createdAt)) group.items.push(item);
    else groups.push({ createdAt: item.createdAt, items: [item] });
  }
  return groups;
}

/** "Today", "Yesterday", "Monday" within a week, otherwise the date. */
export function dayName(at: string, now: Date): string {
  const day = new Date(at);
  const daysAgo = Math.round((startOfDay(now) - startOfDay(day)) / DAY_MS);
  if (daysAgo === 0) return "Today";
  if (daysAgo === 1) return "Yesterday";
  if (daysAgo > 1 && daysAgo < 7) return day.toLocaleDateString("en", { weekday: "long" });
  const isThisYear = day.getFullYear() === now.getFullYear();
  return day.toLocaleDateString("en", { day: "numeric", month: "long", ...(!isThisYear && { year: "numeric" }) });
}

const DAY_MS = 86_400_000;

function isSameDay(one: string, other: string): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

function startOfDay(instant: Date): number {
  return new Date(instant.getFullYear(), instant.getMonth(), instant.getDate()).getTime();
}
