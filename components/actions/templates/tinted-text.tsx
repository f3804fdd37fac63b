import { cn } from "@/components/ui/cn";
import { parseTemplate } from "@/server/actions/templates/template";
import { templateFaults } from "@/server/actions/templates/template-faults";
import type { TemplateScope } from "@/server/actions/templates/template-scope";

interface TintedTextProps {
  text: string;
  /** Whether to show line numbers. */
  hasNumbers: boolean;
  faultyLine: number | undefined;
  /** The names that exist; null if they are not known. */
  scope: TemplateScope | null;
  /** Must wrap lines exactly like the text area on top. */
  className: string;
}

/**
 * The layer behind a text area: the same text, transparent, with tinted variables and line numbers. Each line is a
 * block, so that its number stays beside its start when the line wraps.
 */
export function TintedText({ text, hasNumbers, faultyLine, scope, className }: TintedTextProps) {
  return (
    <div aria-hidden className={className}>
      {numbered(text.split("\n")).map(({ number, item }) => (
        <Line
          key={number}
          text={item}
          number={hasNumbers ? number : null}
          isFaulty={number === faultyLine}
          scope={scope}
        />
      ))}
    </div>
  );
}

interface LineProps {
  text: string;
  number: number | null;
  isFaulty: boolean;
  scope: TemplateScope | null;
}

function Line({ text, number, isFaulty, scope }: LineProps) {
  return (
    <div data-line={number} className="relative min-h-5">
      {number !== null && (
        <span
          className={cn(
            "absolute -left-11 w-8 text-right text-12 leading-5 tabular-nums",
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
          <span
            key={number}
            className={cn(
              "rounded-xs",
              item.reference && (scope === null || templateFaults(item.source, scope).length === 0)
                ? "bg-info-soft"
                : "bg-destructive-soft underline decoration-destructive decoration-wavy underline-offset-2",
            )}
          >
            {item.source}
          </span>
        ),
      )}
    </div>
  );
}

/** Numbers the items from 1. The position is the React key, because parts of a text have no other identity. */
function numbered<T>(items: T[]): { number: number; item: T }[] {
  return items.map((item, index) => ({ number: index + 1, item }));
}
