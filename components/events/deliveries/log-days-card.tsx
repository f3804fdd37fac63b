"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { logDayChoices } from "@/server/schemas/events/log-day-choices";

interface LogDaysCardProps {
  days: number;
  /** Whether the member may change it. */
  canChange: boolean;
}

/** Chooses for how long events and their deliveries are kept. A choice takes effect immediately. */
export function LogDaysCard({ days, canChange }: LogDaysCardProps) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useState(days);
  const save = useMutation(trpc.deliveries.setLogDays.mutationOptions());
  function choose(value: string) {
    const next = logDayChoices.find((choice) => String(choice) === value);
    if (next === undefined) return;
    setChosen(next);
    save.mutate(
      { days: next },
      {
        onSuccess: () => void toast("Saved."),
        onError: (error) => {
          setChosen(chosen);
          toast.error(messageOf(error));
        },
      },
    );
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>Retention</CardTitle>
        <CardDescription id="log-days-hint">
          Events, their deliveries and the requests of scenarios are deleted after this time, every night. Deliveries
          that still wait are kept.
        </CardDescription>
      </CardHeader>
      <CardContent>
        <Select value={String(chosen)} onValueChange={choose} disabled={!canChange || save.isPending}>
          <SelectTrigger aria-label="Keep for" aria-describedby="log-days-hint" className="w-40">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {logDayChoices.map((choice) => (
              <SelectItem key={choice} value={String(choice)}>
                {choice} days
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        {!canChange && <p className="mt-3 text-13 text-muted-foreground">Owners and admins can change this.</p>}
      </CardContent>
    </Card>
  );
}
