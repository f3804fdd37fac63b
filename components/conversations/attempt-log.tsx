"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Badge } from "@/components/ui/badge";
import { Spinner } from "@/components/ui/spinner";
import { LocalTime } from "@/components/ui/local-time";

/** Every attempt to deliver a message: its time, the response and the duration. */
export function AttemptLog({ messageId, ended }: { messageId: string; ended: boolean }) {
  const trpc = useTRPC();
  const attempts = useQuery(
    trpc.conversations.attempts.queryOptions({ messageId }, { refetchInterval: ended ? false : 2000 }),
  );
  if (attempts.isPending) return <Spinner label="Loading the attempts" />;
  if (attempts.error) return <Alert tone="danger">{messageOf(attempts.error)}</Alert>;
  if (attempts.data.length === 0) return <p>No attempts yet.</p>;
  return (
    <ol aria-label="Delivery attempts" className="grid divide-y rounded-xl border bg-card text-13 shadow-raised">
      {attempts.data.map(({ number, createdAt, status, error, responseExcerpt, durationMs }) => {
        const delivered = status !== null && status >= 200 && status < 300;
        const underWay = status === null && error === null;
        return (
          <li key={number} className="grid gap-1 px-3.5 py-2.5">
            <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1 tabular-nums">
              <span className="font-medium text-foreground">Attempt {number}</span>
              <Badge tone={delivered ? "success" : underWay ? "neutral" : "danger"}>
                {underWay ? "In progress" : (status ?? "No answer")}
              </Badge>
              <LocalTime at={new Date(createdAt).toISOString()} />
              {!underWay && <span>{durationMs} ms</span>}
            </span>
            {error && <p className="leading-5 wrap-anywhere">{error}</p>}
            {responseExcerpt && (
              <code className="line-clamp-4 font-mono text-12 leading-5 wrap-anywhere">{responseExcerpt}</code>
            )}
          </li>
        );
      })}
    </ol>
  );
}
