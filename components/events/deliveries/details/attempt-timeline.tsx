import { ChevronRight } from "lucide-react";
import { formatDuration } from "@/components/trace/duration-bar";
import { prettyText } from "@/components/trace/pretty-body";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { cn } from "@/components/ui/cn";
import { LocalTime } from "@/components/ui/local-time";
import { isUnderWay, toneOfStatus } from "../delivery-texts";
import type { Attempt, ListedDelivery } from "../delivery-types";

interface AttemptTimelineProps {
  attempts: Attempt[];
  head: ListedDelivery;
}

/** The attempts of a delivery, newest first. */
export function AttemptTimeline({ attempts, head }: AttemptTimelineProps) {
  if (attempts.length === 0) {
    const text = head.attempts === 0 ? "No attempt was made yet." : "The attempts were deleted with old logs.";
    return <p className="text-13 text-muted-foreground">{text}</p>;
  }
  return (
    <ol aria-label="Attempts, newest first" className="grid min-w-0">
      {attempts.toReversed().map((attempt, index) => (
        <li key={attempt.number} className="relative grid min-w-0 gap-2 pb-5 pl-6 last:pb-0">
          {index < attempts.length - 1 && (
            <span aria-hidden className="absolute top-4 bottom-0 left-1.25 w-px bg-border-strong" />
          )}
          <span aria-hidden className={cn("absolute top-1.5 left-0 size-2.75 rounded-full", dots[stateOf(attempt)])} />
          <AttemptView attempt={attempt} isOpen={index === 0 && head.status !== "delivered"} />
        </li>
      ))}
    </ol>
  );
}

const dots = { sending: "bg-info", accepted: "bg-success", failed: "bg-destructive" };

function stateOf(attempt: Attempt): keyof typeof dots {
  if (isUnderWay(attempt)) return "sending";
  return attempt.error === null ? "accepted" : "failed";
}

function AttemptView({ attempt, isOpen }: { attempt: Attempt; isOpen: boolean }) {
  const { number, startedAt, url, status, error, durationMs, responseExcerpt, requestHeaders } = attempt;
  const hasEnded = !isUnderWay(attempt);
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-13 tabular-nums">
        <span className="font-medium">Attempt {number}</span>
        <Badge tone={hasEnded ? toneOfStatus(status) : "info"}>
          {hasEnded ? (status ?? "No response") : "In progress"}
        </Badge>
        {hasEnded && durationMs !== null && <span>{formatDuration(durationMs)}</span>}
        <span className="text-muted-foreground">
          <LocalTime at={startedAt} />
        </span>
      </p>
      {error !== null && <p className="text-13 leading-5 wrap-anywhere text-destructive-soft-foreground">{error}</p>}
      <details className="group min-w-0" open={isOpen}>
        <summary className="inline-flex list-none items-center gap-1 rounded-sm text-12 font-medium text-muted-foreground focus-ring hover:text-foreground">
          <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
          Request and response
        </summary>
        <div className="mt-2 grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
          <CodeBlock
            title={url === "" ? "No address" : `POST ${url}`}
            code={requestHeaders === null ? "The headers are not logged." : headerLines(requestHeaders)}
            wrap
          />
          {hasEnded && status !== null && (
            <CodeBlock
              title={`Response ${status}`}
              code={responseExcerpt ? prettyText(responseExcerpt) : "(empty)"}
              wrap
              className="max-h-60"
            />
          )}
        </div>
      </details>
    </>
  );
}

function headerLines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}
