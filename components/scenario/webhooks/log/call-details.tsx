import { Alert } from "@/components/ui/alert";
import { CodeBlock } from "@/components/ui/code-block";
import { LocalTime } from "@/components/ui/local-time";
import type { ShownCall } from "../webhook-types";
import { answerInWords, callStates, prettyJson } from "./call-texts";

const tones = { sending: "info", sent: "success", failed: "danger" } as const;

/** The request of a call, each attempt with its answer, and what was used of it. */
export function CallDetails({ call }: { call: ShownCall }) {
  const { status, error, answer, body, attempts, nextAttemptAt, url } = call;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <Alert tone={tones[status]} title={callStates[status].label}>
        {error ?? answerInWords(answer)}
        {nextAttemptAt !== null && (
          <span className="block">
            The next attempt is due <LocalTime at={nextAttemptAt} />.
          </span>
        )}
      </Alert>
      <CodeBlock title={`POST ${url}`} code={prettyJson(body)} copied={body} wrap className="max-h-80" />
      {attempts.map((attempt) => (
        <Attempt key={attempt.number} attempt={attempt} isOnly={attempts.length === 1} />
      ))}
    </div>
  );
}

function Attempt({ attempt, isOnly }: { attempt: ShownCall["attempts"][number]; isOnly: boolean }) {
  const { number, startedAt, status, durationMs, error, responseExcerpt } = attempt;
  const title = [
    isOnly ? "Answer" : `Attempt ${number}`,
    status === null ? "no answer" : `status ${status}`,
    ...(durationMs === null ? [] : [`${durationMs} ms`]),
  ].join(", ");
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1">
      {!isOnly && (
        <p className="text-12 text-muted-foreground">
          <LocalTime at={startedAt} />
          {error !== null && ` · ${error}`}
        </p>
      )}
      <CodeBlock
        title={title}
        code={responseExcerpt ? prettyJson(responseExcerpt) : "(empty)"}
        wrap
        className="max-h-60"
      />
    </div>
  );
}
