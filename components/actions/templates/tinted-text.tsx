import { cn } from "@/components/ui/cn";
import { parseTemplate } from "@/server/actions/templates/template";

interface TintedTextProps {
  text: string;
  /** Shows the numbers of lines. */
  hasNumbers: boolean;
  faultyLine: number | undefined;
  /** Must make lines break as in the box that lies over it. */
  className: string;
}

/**
 * Lies behind a box that is typed into: the same text without its letters, with the grounds of its variables and the
 * numbers of its lines. A line is a block, so that its number stays beside it however often it wraps.
 */
export function TintedText({ text, hasNumbers, faultyLine, className }: TintedTextProps) {
  return (
    <div aria-hidden className={className}>
      {numbered(text.split("\n")).map(({ number, item }) => (
        <Line key={number} text={item} number={hasNumbers ? number : null} isFaulty={number === faultyLine} />
      ))}
    </div>
  );
}

function Line({ text, number, isFaulty }: { text: string; number: number | null; isFaulty: boolean }) {
  return (
    <div data-line={number} className="relative min-h-5">
      {number !== null && (
        <span
          className={cn(
            "absolute -left-11 w-8 text-right text-xs leading-5 tabular-nums",
            isFaulty
              ? "rounded-sm bg-destructive-soft font-semibold text-destructive-soft-foreground"
              : "text-muted-foreground",
          )}
        >
          {number}
        </span>
      )}
      {numbered(parseTemplate(text)).map(({ number, item }) =>
        item.kind === "text" ? (
          item.text
        ) : (
          <span key={number} className={cn("rounded-xs", item.reference ? "bg-primary-soft" : "bg-destructive-soft")}>
            {item.source}
          </span>
        ),
      )}
    </div>
  );
}

/** Each with its place, from 1: parts of a text have nothing else to tell them apart. */
function numbered<T>(items: T[]): { number: number; item: T }[] {
  return items.map((item, index) => ({ number: index + 1, item }));
}
