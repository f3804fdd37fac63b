"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "@/components/ui/code-block";
import { Spinner } from "@/components/ui/spinner";
import type { AppRouter } from "@/server/trpc/root";

export type ApiRequest = inferRouterOutputs<AppRouter>["channels"]["requests"][number];

/** One request: time, status and summary. It expands to the request and response bodies. */
export function ApiRequestRow({ request }: { request: ApiRequest }) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const at = new Date(request.receivedAt);
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={details}
        onClick={() => setOpen(!open)}
        className="grid w-full grid-cols-[auto_auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-3.5 py-2.5 text-left text-13 leading-5 outline-2 -outline-offset-2 outline-transparent hover:bg-accent focus-visible:outline-ring"
      >
        <ChevronRight
          aria-hidden
          className={cn("size-3.5 text-muted-foreground transition-transform", open && "rotate-90")}
        />
        <Badge tone={statusTone(request.status)} className="tabular-nums">
          {request.status}
        </Badge>
        <span className="truncate max-sm:order-last max-sm:col-span-full max-sm:pl-6.5">
          {request.summary || <span className="text-muted-foreground">Nothing to show</span>}
        </span>
        <span className="flex justify-end gap-3 text-12 whitespace-nowrap text-muted-foreground tabular-nums max-sm:col-start-3">
          <span>{request.durationMs} ms</span>
          <time dateTime={at.toISOString()} title={at.toLocaleString()}>
            {timeOf(at)}
          </time>
        </span>
      </button>
      <div id={details} hidden={!open} className="border-t bg-muted/40 p-3.5">
        {open && <Details requestId={request.id} />}
      </div>
    </>
  );
}

function Details({ requestId }: { requestId: string }) {
  const trpc = useTRPC();
  // A logged request never changes.
  const query = useQuery(trpc.channels.request.queryOptions({ requestId }, { staleTime: Number.POSITIVE_INFINITY }));
  if (query.isPending) return <Spinner label="Loading the request" />;
  if (query.error) return <Alert tone="danger">{messageOf(query.error)}</Alert>;
  const { body, answer, status } = query.data;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      {body === null ? (
        <p className="text-13 text-muted-foreground">
          The body was not stored, because it was not read or was not JSON.
        </p>
      ) : (
        <CodeBlock title="Request body" code={body} wrap className="max-h-80" />
      )}
      <CodeBlock title={`Answer, status ${status}`} code={answer} wrap className="max-h-80" />
    </div>
  );
}

/** The colour of a status: accepted, a fault of the sender, or a fault of the server. */
export function statusTone(status: number): "success" | "warning" | "danger" {
  if (status >= 500) return "danger";
  return status >= 400 ? "warning" : "success";
}

/** Requests can follow each other fast, so the time has seconds. It has a date if that is not today. */
function timeOf(at: Date): string {
  const time = at.toLocaleTimeString();
  return at.toDateString() === new Date().toDateString() ? time : `${at.toLocaleDateString()} ${time}`;
}
