import type { Reminder } from "../inbox-types";

const MINUTE_MS = 60_000;

/** "3 h": the time until a reminder in minutes, hours or days, rounded; "now" when it is due. */
export function timeUntil(dueAt: string, now: Date): string {
  const minutes = Math.ceil((Date.parse(dueAt) - now.getTime()) / MINUTE_MS);
  if (minutes <= 0) return "now";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

const titles = {
  text: "Reminder",
  interaction: "Reminder",
  close: "Closes",
  person: "To people",
} satisfies Record<Reminder["effect"], string>;

/** "Reminder in 3 h". */
export function reminderTitle({ effect, dueAt }: Reminder, now: Date): string {
  const until = timeUntil(dueAt, now);
  return `${titles[effect]} ${until === "now" ? until : `in ${until}`}`;
}

/** What the bot does then, as a sentence. */
export function reminderDetail({ effect, detail }: Reminder): string {
  switch (effect) {
    case "text":
      return `The bot writes: “${detail}”`;
    case "interaction":
      return `The bot goes on with “${detail}”.`;
    case "close":
      return "The bot closes the conversation.";
    case "person":
      return "The bot hands the conversation over to people.";
  }
}
