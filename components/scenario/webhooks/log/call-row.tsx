"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronRight, RotateCcw } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { LocalTime } from "@/components/ui/local-time";
import { Spinner } from "@/components/ui/spinner";
import type { ListedCall } from "../webhook-types";
import { CallDetails } from "./call-details";
import { callStates } from "./call-texts";

/** One call in the log. It expands to its request and attempts. */
export function CallRow({ call, canEdit }: { call: ListedCall; canEdit: boolean }) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const { status, isTest, replayOf, attempts, newestAttempt, customer, createdAt, error } = call;
  const { label, tone } = callStates[status];
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={details}
        onClick={() => setOpen(!open)}
        className="grid w-full grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 gap-y-1 px-3.5 py-2.5 text-left text-13 leading-5 outline-2 -outline-offset-2 outline-transparent hover:bg-accent focus-visible:outline-ring"
      >
        <ChevronRight
          aria-hidden
          className={cn("mt-0.75 size-3.5 text-muted-foreground transition-transform", open && "rotate-90")}
        />
        <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <Badge tone={tone}>{label}</Badge>
          {newestAttempt?.status && <span className="tabular-nums">{newestAttempt.status}</span>}
          {isTest && <Badge tone="outline">Test</Badge>}
          {replayOf !== null && <Badge tone="outline">Replay</Badge>}
          <span className="min-w-0 truncate">{customer ?? ""}</span>
          <span className="ml-auto flex flex-wrap gap-x-3 text-12 text-muted-foreground tabular-nums">
            {attempts > 1 && <span>{attempts} attempts</span>}
            {typeof newestAttempt?.durationMs === "number" && <span>{newestAttempt.durationMs} ms</span>}
            <LocalTime at={createdAt} />
          </span>
          {error !== null && <span className="line-clamp-2 w-full text-muted-foreground wrap-anywhere">{error}</span>}
        </span>
      </button>
      <div id={details} hidden={!open} className="border-t bg-muted/40 p-3.5">
        {open && <Details call={call} canEdit={canEdit} />}
      </div>
    </>
  );
}

const REFRESH_MS = 3000;

function Details({ call: { id, conversationId }, canEdit }: { call: ListedCall; canEdit: boolean }) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.scenarioWebhooks.getCall.queryOptions(
      { callId: id },
      { staleTime: 0, refetchInterval: ({ state }) => (state.data?.status === "sending" ? REFRESH_MS : false) },
    ),
  );
  if (query.isPending) return <Spinner label="Loading the call" />;
  if (query.error) return <Alert tone="danger">{messageOf(query.error)}</Alert>;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap gap-2">
        {canEdit && <ReplayButton callId={id} />}
        {conversationId !== null && (
          <Button asChild size="sm" variant="outline">
            <Link href={`/inbox/${conversationId}`}>Open the conversation</Link>
          </Button>
        )}
      </div>
      <CallDetails call={query.data} />
    </div>
  );
}

function ReplayButton({ callId }: { callId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const replay = useMutation(
    trpc.scenarioWebhooks.replay.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.scenarioWebhooks.calls.pathFilter()),
    }),
  );
  return (
    <>
      <Button size="sm" variant="outline" pending={replay.isPending} onClick={() => replay.mutate({ callId })}>
        <RotateCcw /> Replay
      </Button>
      {replay.error && (
        <Alert tone="danger" className="w-full">
          {messageOf(replay.error)}
        </Alert>
      )}
      {replay.data && (
        <Alert tone={replay.data.status === "sent" ? "success" : "danger"} className="w-full">
          {replay.data.status === "sent"
            ? "Replayed and received. It is the newest entry of the log."
            : `Replayed, and it failed. ${replay.data.error ?? ""}`}
        </Alert>
      )}
    </>
  );
}
