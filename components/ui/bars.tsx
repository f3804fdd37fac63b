interface Bar {
  id: string;
  label: string;
  /** What stands at the end of the line, such as "3 of 5 left". */
  text: string;
  /** The length of the bar from 0 to 1. */
  share: number;
}

/** A horizontal bar chart. Its numbers are text, so that it can be read without seeing the bars. */
export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  return (
    <ul aria-label={label} className="grid gap-3.5">
      {bars.map((bar) => (
        <li key={bar.id} className="grid gap-1.5">
          <span className="flex items-baseline justify-between gap-4 text-13">
            <span className="min-w-0 font-medium wrap-anywhere">{bar.label}</span>
            <span className="shrink-0 text-muted-foreground tabular-nums">{bar.text}</span>
          </span>
          <span aria-hidden className="h-2.5 overflow-hidden rounded-full bg-secondary">
            <span
              className="block h-full rounded-full bg-muted-foreground transition-[width] duration-500"
              style={{ width: `${Math.min(1, Math.max(0, bar.share)) * 100}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
