interface DurationBarProps {
  ms: number;
  longestMs: number;
  /** Still running: `ms` is the time so far. */
  underWay?: boolean;
}

/** A duration as a bar relative to the longest one, with its text. */
export function DurationBar({ ms, longestMs, underWay = false }: DurationBarProps) {
  const share = Math.max(1, Math.round((ms / longestMs) * 100));
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden className="h-1 flex-1 overflow-hidden rounded-full bg-secondary">
        {underWay ? (
          <span className="block h-full animate-pulse rounded-full bg-warning" />
        ) : (
          <span className="block h-full rounded-full bg-muted-foreground/60" style={{ width: `${share}%` }} />
        )}
      </span>
      {!underWay && (
        <span className="min-w-14 shrink-0 text-right text-12 whitespace-nowrap text-muted-foreground tabular-nums">
          {formatDuration(ms)}
        </span>
      )}
    </div>
  );
}

/** "87 ms", "1.4 s", "3 min 20 s", "2 h 5 min", "3 d 4 h". */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return inTwo(seconds, 60, "min", "s");
  if (seconds < 86_400) return inTwo(Math.round(seconds / 60), 60, "h", "min");
  return inTwo(Math.round(seconds / 3600), 24, "d", "h");
}

function inTwo(amount: number, size: number, large: string, small: string): string {
  const rest = amount % size;
  const whole = `${Math.floor(amount / size)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}
