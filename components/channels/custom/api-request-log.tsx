"use client";

import { useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusDot } from "@/components/ui/status-dot";
import { ApiRequestRow } from "./api-request-row";
import { ApiSection } from "./api-section";

const POLL_MS = 2000;

/** What was posted to a channel's API lately and how it was answered, live. */
export function ApiRequestLog({ channelId }: { channelId: string }) {
  const trpc = useTRPC();
  // A query rests while the tab is hidden, and asks at once when it is back: what it has is never fresh.
  const requests = useQuery(
    trpc.channels.requests.queryOptions({ channelId }, { refetchInterval: POLL_MS, staleTime: 0 }),
  );
  return (
    <ApiSection
      id="requests"
      intro="The newest 50, as they come. Tokens and the bytes of files are not kept. A request with a wrong token is answered with 401 and belongs to no channel, so it is not here."
    >
      {requests.isPending && <Skeleton className="h-32 rounded-xl" />}
      {requests.error && <Alert tone="danger">{messageOf(requests.error)}</Alert>}
      {requests.data?.length === 0 && (
        <EmptyState icon={<ScrollText />} title="No requests yet" className="px-5 py-8">
          Run a command from above, or send a message from here: it appears within two seconds.
        </EmptyState>
      )}
      {requests.data && requests.data.length > 0 && (
        <div className="grid gap-2">
          <StatusDot
            pulse={requests.isSuccess}
            tone={requests.isSuccess ? "success" : "neutral"}
            label={requests.isSuccess ? "Live" : "Not up to date"}
            className="text-muted-foreground"
          />
          <ol
            aria-label="Requests, the newest first"
            className="max-h-160 divide-y overflow-y-auto rounded-xl border bg-card shadow-raised"
          >
            {requests.data.map((request) => (
              <li key={request.id}>
                <ApiRequestRow request={request} />
              </li>
            ))}
          </ol>
        </div>
      )}
    </ApiSection>
  );
}
