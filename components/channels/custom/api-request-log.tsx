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

/** The recent requests to a channel's API and their responses, live. */
export function ApiRequestLog({ channelId }: { channelId: string }) {
  const trpc = useTRPC();
  // Polling stops while the tab is hidden. With no stale time, the query is refetched as soon as the tab is visible
  // again.
  const requests = useQuery(
    trpc.channels.requests.queryOptions({ channelId }, { refetchInterval: POLL_MS, staleTime: 0 }),
  );
  return (
    <ApiSection
      id="requests"
      intro="The newest 50 requests, live. Tokens and file contents are not stored. A request with a wrong token gets a 401 and belongs to no channel, so it is not listed here."
    >
      {requests.isPending && <Skeleton className="h-32 rounded-xl" />}
      {requests.error && <Alert tone="danger">{messageOf(requests.error)}</Alert>}
      {requests.data?.length === 0 && (
        <EmptyState icon={<ScrollText />} title="No requests yet" className="px-5 py-8">
          Run a command from above, or send a message from this page. It appears here within two seconds.
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
            aria-label="Requests, newest first"
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
