import type { RatingDay } from "@/server/conversations/feedback/read-ratings";

export type RatingTotals = Omit<RatingDay, "day">;

/** The sums of all days. */
export function totalsOf(days: readonly RatingDay[]): RatingTotals {
  const sum = (key: keyof RatingTotals) => days.reduce((total, day) => total + day[key], 0);
  return { helpful: sum("helpful"), unhelpful: sum("unhelpful"), rated: sum("rated"), scores: sum("scores") };
}

/** Whether anything was rated. */
export function hasRatings({ helpful, unhelpful, rated }: RatingTotals): boolean {
  return helpful + unhelpful + rated > 0;
}

/** The share of answers rated helpful, such as "93 %"; "–" without any. */
export function helpfulText({ helpful, unhelpful }: RatingTotals): string {
  const all = helpful + unhelpful;
  if (all === 0) return "–";
  // Neither 100 nor 0 while there is one of the other kind.
  const share = (helpful / all) * 100;
  const rounded = share > 50 ? Math.floor(share) : Math.ceil(share);
  return `${rounded} %`;
}

/** The average score of conversations, such as "4.3 of 5"; "–" without any. */
export function scoreText({ rated, scores }: RatingTotals): string {
  return rated === 0 ? "–" : `${(scores / rated).toFixed(1)} of 5`;
}

const dayFormat = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

/** "Aug 1". The value is a date already, so format it in UTC. */
export function dayName(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}
