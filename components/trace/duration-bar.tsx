/** How long something took beside the longest of its kind: a bar and its time. */
export function DurationBar({ ms, longestMs }: { ms: number; longestMs: number }) {
  const share = Math.max(1, Math.round((ms / longestMs) * 100));
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden className="h-1 flex-1 overflow-hidden rounded-full bg-secondary">
        <span className="block h-full rounded-full bg-primary/70" style={{ width: `${share}%` }} />
      </span>
      <span className="min-w-14 shrink-0 text-right text-xs text-muted-foreground tabular-nums">
        {formatDuration(ms)}
      </span>
    </div>
  );
}

/** "87 ms", "1.4 s". */
export function formatDuration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
