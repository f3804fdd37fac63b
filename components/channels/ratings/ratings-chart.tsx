"use client";

import { TimeBars } from "@/components/ui/time-bars";
import type { RatingDay } from "@/server/conversations/feedback/read-ratings";
import { dayName } from "./rating-days";
import { ratingKinds } from "./rating-kinds";

/** Every seventh bar has its day below it; labels at the edges would be cut. */
const LABEL_EVERY = 7;
const FIRST_LABEL = 3;

/** The rated answers by day. `RatingsTable` has the same numbers as text. */
export function RatingsChart({ days }: { days: RatingDay[] }) {
  const labelled = days.filter((_, i) => i % LABEL_EVERY === FIRST_LABEL).map(({ day }) => day);
  return <TimeBars bars={days} timeKey="day" timeName={dayName} parts={ratingKinds} labelled={labelled} height={144} />;
}
