"use client";

import { useQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { EndpointState } from "./endpoint-state";
import { endpointPath, type ListedEndpoint } from "./endpoint-types";
import { HealthChart } from "./health-chart";
import { HealthNumbers } from "./health-numbers";

const POLL_MS = 15_000;

interface EndpointListProps {
  initial: ListedEndpoint[];
  /** Only the endpoints that get the events of this bot; null for all. */
  bot: { id: string; name: string } | null;
  /** The button that adds one, if the member may. */
  add: ReactNode;
}

/** The workspace's endpoints with their state and health. */
export function EndpointList({ initial, bot, add }: EndpointListProps) {
  const trpc = useTRPC();
  const { data, dataUpdatedAt } = useQuery(
    trpc.eventEndpoints.list.queryOptions(undefined, { initialData: initial, refetchInterval: POLL_MS }),
  );
  const shown = data.filter(({ botIds }) => bot === null || botIds === null || botIds.includes(bot.id));
  if (shown.length === 0) {
    return (
      <EmptyState
        icon={<Webhook />}
        title={bot ? `No endpoint gets events of ${bot.name}` : "No endpoints yet"}
        action={add}
      >
        {add
          ? "Add the address of your system, choose the events that it needs, and send it a test event. Parley signs each request, and repeats it until it arrives."
          : "An owner or admin of this workspace can add the address of a system that receives events."}
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Endpoints" className="divide-y rounded-xl border bg-card shadow-raised">
      {shown.map((endpoint) => (
        <EndpointRow key={endpoint.id} endpoint={endpoint} now={dataUpdatedAt} />
      ))}
    </ul>
  );
}

function EndpointRow({ endpoint, now }: { endpoint: ListedEndpoint; now: number }) {
  const { id, name, url, state, health } = endpoint;
  return (
    <li className="relative grid gap-x-6 gap-y-3 px-5 py-4 transition-colors first:rounded-t-xl last:rounded-b-xl focus-within:bg-accent hover:bg-accent @3xl:grid-cols-[minmax(0,1fr)_14rem_15rem] @3xl:items-center">
      <div className="grid min-w-0 gap-0.5">
        <h2 className="text-14 leading-6 font-semibold wrap-anywhere">
          <Link
            href={endpointPath(id)}
            className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
          >
            {name}
          </Link>
        </h2>
        <p className="font-mono text-12 wrap-anywhere text-muted-foreground">{url}</p>
        <p className="text-13 text-muted-foreground">{scopeText(endpoint)}</p>
      </div>
      <EndpointState state={state} />
      <div className="grid min-w-0 gap-1">
        {health.requests > 0 && <HealthChart hours={health.hours} now={now} height={36} />}
        <p className="text-13 text-muted-foreground tabular-nums">
          <HealthNumbers health={health} />
        </p>
      </div>
    </li>
  );
}

/** "3 events of 2 bots". */
function scopeText({ events, botIds, channelIds, tags }: ListedEndpoint): string {
  const filters = [counted(botIds, "bot"), counted(channelIds, "channel"), counted(tags, "tag")].filter(Boolean);
  const what = events.length === 1 ? "1 event" : `${events.length} events`;
  return filters.length === 0 ? what : `${what}, only of ${filters.join(" and ")}`;
}

function counted(filter: string[] | null, what: string): string {
  if (filter === null) return "";
  return filter.length === 1 ? `1 ${what}` : `${filter.length} ${what}s`;
}
