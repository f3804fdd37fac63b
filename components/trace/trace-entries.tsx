import { type RenderRun, type TraceEntry, TraceEntryView } from "./trace-entry-view";

interface TraceEntriesProps {
  entries: readonly TraceEntry[];
  renderRun: RenderRun;
}

/** The entries of a trace in order. A step that asked another bot contains that bot's entries. */
export function TraceEntries({ entries, renderRun }: TraceEntriesProps) {
  const longest = Math.max(1, ...entries.map((entry) => ("durationMs" in entry ? entry.durationMs : 0)));
  const inOrder = entries.map((entry, position) => ({ entry, position }));
  return (
    <ol className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
      {inOrder.map(({ entry, position }) => (
        <li
          key={position}
          className="relative min-w-0 pb-4 before:absolute before:top-6 before:bottom-0 before:left-3 before:w-px before:bg-border last:pb-0 last:before:hidden"
        >
          <TraceEntryView entry={entry} longestMs={longest} renderRun={renderRun} />
        </li>
      ))}
    </ol>
  );
}
