/** How long something took beside the longest of its kind: a bar and its milliseconds. */
export function DurationBar({ ms, longestMs }: { ms: number; longestMs: number }) {
  const share = Math.max(1, Math.round((ms / longestMs) * 100));
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden className="h-1.5 flex-1 overflow-hidden rounded-full bg-muted">
        <span className="block h-full rounded-full bg-primary/70" style={{ width: `${share}%` }} />
      </span>
      <span className="w-16 shrink-0 text-right text-xs text-muted-foreground tabular-nums">{Math.round(ms)} ms</span>
    </div>
  );
}
