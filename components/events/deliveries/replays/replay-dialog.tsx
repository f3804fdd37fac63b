"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { DateTimeInput } from "@/components/ui/date-time-input";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";

type Mode = "failed" | "all";

const texts: Record<Mode, { button: string; title: string; description: string }> = {
  failed: {
    button: "Replay undelivered since…",
    title: "Send undelivered events again",
    description:
      "Each undelivered event since the time is sent again with its webhook-id and a new schedule of attempts.",
  },
  all: {
    button: "Replay all since…",
    title: "Send all events again",
    description:
      "Every event since the time that the endpoint wants is sent, also delivered ones and those from before the endpoint existed. The receiver recognises repeated ones by their webhook-id.",
  },
};

/** Buttons that send many events of an endpoint again, after a dialog that says how many. */
export function ReplayDialog({ endpoint }: { endpoint: { id: string; name: string } }) {
  const [mode, setMode] = useState<Mode>("failed");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <div className="flex flex-wrap gap-2">
        {(["failed", "all"] as const).map((one) => (
          <DialogTrigger key={one} asChild>
            <Button size="sm" variant="outline" onClick={() => setMode(one)}>
              <RotateCcw /> {texts[one].button}
            </Button>
          </DialogTrigger>
        ))}
      </div>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{texts[mode].title}</DialogTitle>
          <DialogDescription>
            {texts[mode].description} They go to {endpoint.name}.
          </DialogDescription>
        </DialogHeader>
        <ReplayForm key={mode} endpointId={endpoint.id} mode={mode} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

const DAY_MS = 24 * 3600 * 1000;
/** Deliveries end while the dialog is open. */
const REFRESH_MS = 5000;

function ReplayForm({ endpointId, mode, onDone }: { endpointId: string; mode: Mode; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [since, setSince] = useState<string | null>(() => new Date(Date.now() - DAY_MS).toISOString());
  const counted = useQuery({
    ...trpc.eventReplays.count.queryOptions({ endpointId, mode, since: since ?? "" }),
    enabled: since !== null,
    staleTime: 0,
    refetchInterval: REFRESH_MS,
  });
  const start = useMutation(
    trpc.eventReplays.start.mutationOptions({
      async onSuccess() {
        await queries.invalidateQueries(trpc.eventReplays.list.pathFilter());
        onDone();
      },
    }),
  );
  const error = start.error ?? counted.error;
  const count = since === null ? undefined : counted.data;
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (since !== null) start.mutate({ endpointId, mode, since });
      }}
    >
      <Field label="Since" {...(since === null && { error: "Enter a date and a time." })}>
        <DateTimeInput value={since} onChange={setSince} />
      </Field>
      <output className="text-14">{countInWords(count, mode)}</output>
      {error && <Alert tone="danger">{messageOf(error)}</Alert>}
      <DialogFooter>
        <Button variant="outline" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" pending={start.isPending} disabled={!count}>
          Send {count ? count.toLocaleString("en") : ""} again
        </Button>
      </DialogFooter>
    </form>
  );
}

function countInWords(count: number | undefined, mode: Mode): string {
  if (count === undefined) return "Counting the events…";
  if (count === 0 && mode === "failed") {
    return "No event since then is undelivered. Events that wait for their next attempt are sent without a replay.";
  }
  if (count === 0) return "The endpoint wants no event since then, or all of them are being delivered.";
  return count === 1 ? "1 event will be sent." : `${count.toLocaleString("en")} events will be sent.`;
}
