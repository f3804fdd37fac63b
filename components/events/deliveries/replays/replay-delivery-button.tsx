"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import type { Delivery } from "../delivery-types";

/** Sends an event or a scenario's request again. Messages and notifications cannot be sent again. */
export function ReplayDeliveryButton({ delivery: { head, outlook } }: { delivery: Delivery }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries(trpc.deliveries.pathFilter());
  const event = useMutation(trpc.eventReplays.replayDelivery.mutationOptions({ onSuccess }));
  const call = useMutation(trpc.scenarioWebhooks.replay.mutationOptions({ onSuccess }));
  if (head.isSending || head.isTest || (head.kind !== "event" && head.kind !== "scenario")) return null;
  const replay = () =>
    head.kind === "event" ? event.mutate({ deliveryId: head.id }) : call.mutate({ callId: head.id });
  const error = event.error ?? call.error;
  return (
    <div className="grid gap-2">
      <Button
        size="sm"
        variant="outline"
        className="w-fit"
        pending={event.isPending || call.isPending}
        onClick={replay}
      >
        <RotateCcw /> Replay
      </Button>
      {event.isSuccess && (
        <Alert tone="success">
          {outlook.type === "circuit_open"
            ? "It is due now, and waits until the paused endpoint answers. “Try again now” on the endpoint’s page ends the pause."
            : "It is sent again. The list below shows the new attempt."}
        </Alert>
      )}
      {call.isSuccess && <Alert tone="success">It is sent again as a new delivery, which the list shows.</Alert>}
      {error && <Alert tone="danger">{messageOf(error)}</Alert>}
    </div>
  );
}
