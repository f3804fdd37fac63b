import { cn } from "@/components/ui/cn";

interface ScoreBarsProps {
  /** Best first; scores from 0 to 1. */
  candidates: readonly { interactionId: string; name: string; score: number }[];
  /** The lowest score that matches. */
  threshold: number;
}

/** Interactions with their scores as bars, and the threshold as a line through them. */
export function ScoreBars({ candidates, threshold }: ScoreBarsProps) {
  return (
    <div className="grid gap-1">
      <ol className="grid gap-1 text-12">
        {candidates.map(({ interactionId, name, score }, position) => (
          <li key={interactionId} className="grid grid-cols-[minmax(0,1fr)_minmax(3rem,40%)_2.5rem] items-center gap-2">
            <span
              dir="auto"
              className={cn("truncate", position === 0 && score >= threshold && "font-medium")}
              title={name}
            >
              {name}
            </span>
            <span aria-hidden className="relative h-1.5 rounded-full bg-secondary">
              <span
                className={cn(
                  "absolute inset-y-0 left-0 rounded-full",
                  score >= threshold ? "bg-foreground/70" : "bg-muted-foreground/50",
                )}
                style={{ width: `${score * 100}%` }}
              />
              <span className="absolute -inset-y-0.5 w-px bg-foreground" style={{ left: `${threshold * 100}%` }} />
            </span>
            <span className="text-right tabular-nums">{score.toFixed(2)}</span>
          </li>
        ))}
      </ol>
      <p className="text-12 text-muted-foreground">Matches from {threshold.toFixed(2)} on.</p>
    </div>
  );
}
