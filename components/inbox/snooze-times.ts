const HOUR_MS = 3_600_000;
/** The hour at which a working day begins. */
const MORNING = 9;

interface SnoozeTime {
  label: string;
  until: Date;
}

/** The times to choose from, in the browser's time zone: in an hour, tomorrow morning and on Monday morning. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  return [
    { label: "In 1 hour", until: new Date(now.getTime() + HOUR_MS) },
    { label: "Tomorrow", until: morningIn(now, 1) },
    { label: "Next week", until: morningIn(now, daysToMonday(now)) },
  ];
}

function morningIn(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}

/** 1 to 7: on a Monday, the next one. */
function daysToMonday(now: Date): number {
  return (8 - now.getDay()) % 7 || 7;
}

/** "Thu 26 Nov, 09:00", with the year if it is another one. */
export function snoozeText(at: Date, now: Date): string {
  return at.toLocaleString(undefined, {
    weekday: "short",
    day: "numeric",
    month: "short",
    ...(at.getFullYear() !== now.getFullYear() && { year: "numeric" }),
    hour: "2-digit",
    minute: "2-digit",
  });
}
