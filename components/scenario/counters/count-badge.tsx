import { Users } from "lucide-react";
import { percent } from "./counter-rows";
import type { InteractionCounts } from "./use-counters";

interface CountBadgeProps {
  /** Undefined: nobody came to the interaction. */
  counts: Pick<InteractionCounts, "came" | "left"> | undefined;
}

/** How many conversations came to an interaction, small enough for the map. Shown only if somebody came. */
export function CountBadge({ counts }: CountBadgeProps) {
  if (!counts || counts.came === 0) return null;
  const { came, left } = counts;
  const text = `${came.toLocaleString("en")} came, ${percent(Math.min(1, left / came))} left here`;
  return (
    <span
      title={text}
      className="inline-flex items-center gap-1 rounded-full bg-secondary px-1.5 text-12 leading-5 text-secondary-foreground tabular-nums"
    >
      <Users aria-hidden className="size-3" />
      <span aria-hidden>{came.toLocaleString("en")}</span>
      <span className="sr-only">{text}</span>
    </span>
  );
}
