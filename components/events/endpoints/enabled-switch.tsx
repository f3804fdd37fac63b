"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import type { Endpoint } from "./endpoint-types";

/** Turns an endpoint on and off; with an open circuit, it also tries again immediately. */
export function EnabledSwitch({ endpoint: { id, enabled, state } }: { endpoint: Endpoint }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const change = useMutation(
    trpc.eventEndpoints.setEnabled.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.eventEndpoints.pathFilter()),
      onError: (error) => toast.error(messageOf(error)),
    }),
  );
  const shown = change.isPending ? change.variables.enabled : enabled;
  return (
    <>
      {state.kind === "circuit_open" && (
        <Button
          variant="outline"
          pending={change.isPending}
          onClick={() => change.mutate({ endpointId: id, enabled: true })}
        >
          <RotateCw aria-hidden /> Try again now
        </Button>
      )}
      <Label className="flex h-9 items-center gap-2">
        <Switch
          checked={shown}
          disabled={change.isPending}
          onCheckedChange={(isOn) => change.mutate({ endpointId: id, enabled: isOn })}
        />
        {shown ? "On" : "Off"}
      </Label>
    </>
  );
}
