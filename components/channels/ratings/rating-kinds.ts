/** The parts of a day's bar, from the bottom up: the bad ones are easiest to compare on the base line. */
export const ratingKinds = [
  { key: "unhelpful", label: "Not helpful", fill: "var(--destructive)", dot: "bg-destructive" },
  { key: "helpful", label: "Helpful", fill: "var(--success)", dot: "bg-success" },
] as const;
