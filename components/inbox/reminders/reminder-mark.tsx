import { BellRing } from "lucide-react";
import type { Reminder } from "../inbox-types";
import { reminderDetail, reminderTitle, timeUntil } from "./reminder-texts";

/** The time until a reminder, in a row of the list. */
export function ReminderMark({ reminder, now }: { reminder: Reminder; now: Date }) {
  const title = reminderTitle(reminder, now);
  return (
    <span
      className="flex shrink-0 items-center gap-1 text-12 text-muted-foreground tabular-nums"
      title={`${title}. ${reminderDetail(reminder)}`}
    >
      <BellRing aria-hidden className="size-3.5" />
      <span aria-hidden>{timeUntil(reminder.dueAt, now)}</span>
      <span className="sr-only">, {title}</span>
    </span>
  );
}
