"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Square } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Bars } from "@/components/ui/bars";
import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import type { Replay } from "../delivery-types";
import { ReplayDialog } from "./replay-dialog";
import { isRecent, replayTitle } from "./replay-texts";

interface ReplayPanelProps {
  endpoint: { id: string; name: string };
  canReplay: boolean;
}

const REFRESH_MS = 1500;

/** Starts replays of an endpoint's events, and shows the progress of the newest one, also after a reload. */
export function ReplayPanel({ endpoint, canReplay }: ReplayPanelProps) {
  const trpc = useTRPC();
  const list = useQuery(
    trpc.eventReplays.list.queryOptions(
      { endpointId: endpoint.id },
      { staleTime: 0, refetchInterval: ({ state }) => (state.data?.[0]?.status === "running" ? REFRESH_MS : 15_000) },
    ),
  );
  const [openedAt] = useState(() => Date.now());
  const newest = list.data?.[0];
  const isRunning = newest?.status === "running";
  return (
    <div className="grid gap-3">
      {canReplay && !isRunning && <ReplayDialog endpoint={endpoint} />}
      {newest && (isRunning || isRecent(newest, openedAt)) && <Progress replay={newest} canStop={canReplay} />}
      {list.error && <Alert tone="danger">{messageOf(list.error)}</Alert>}
    </div>
  );
}

function Progress({ replay, canStop }: { replay: Replay; canStop: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries(trpc.eventReplays.pathFilter());
  const stop = useMutation(trpc.eventReplays.stop.mutationOptions({ onSuccess }));
  const { id, total, done, status, since } = replay;
  const share = status === "finished" ? 1 : total === 0 ? 0 : done / total;
  return (
    <section aria-label="Replay" className="grid gap-3 rounded-xl border bg-card p-4 text-13 shadow-raised">
      <Bars label="Progress" bars={[{ id, label: replayTitle(replay), text: `${done} of ${total}`, share }]} />
      <div className="flex flex-wrap items-center justify-between gap-2 text-muted-foreground">
        <span>
          Events since <LocalTime at={new Date(since).toISOString()} />
        </span>
        {canStop && status === "running" && (
          <Button size="sm" variant="outline" pending={stop.isPending} onClick={() => stop.mutate({ replayId: id })}>
            <Square /> Stop
          </Button>
        )}
      </div>
      {stop.error && <Alert tone="danger">{messageOf(stop.error)}</Alert>}
    </section>
  );
}
