"use client";

import { useMutation } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { AppRouter } from "@/server/trpc/root";

type Assignment = inferRouterOutputs<AppRouter>["inbox"]["assignment"]["assignment"];

const choices: readonly { value: Assignment; label: string; hint: string }[] = [
  { value: "off", label: "Off", hint: "Conversations wait in the view Unassigned until somebody takes them." },
  { value: "round_robin", label: "In turn", hint: "Each member gets the next conversation, one after the other." },
  { value: "by_load", label: "By load", hint: "The member with the fewest open conversations gets the next one." },
];

interface AssignmentCardProps {
  assignment: Assignment;
  /** Whether the member may change it. */
  canChange: boolean;
}

/** Chooses which member gets a conversation that a bot or its customer hands off. A choice takes effect immediately. */
export function AssignmentCard({ assignment, canChange }: AssignmentCardProps) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useState(assignment);
  const save = useMutation(trpc.inbox.setAssignment.mutationOptions());
  function choose(next: Assignment) {
    setChosen(next);
    save.mutate(
      { assignment: next },
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
        <CardTitle>Assignment</CardTitle>
        <CardDescription>
          Who gets a conversation that is handed off to people. Members with the role operator or above take part. A
          member who takes a conversation over is assigned to it in any case.
        </CardDescription>
      </CardHeader>
      <CardContent>
        <fieldset disabled={!canChange || save.isPending} className="grid gap-2">
          <legend className="sr-only">Assignment</legend>
          {choices.map(({ value, label, hint }) => (
            <div
              key={value}
              className={cn(
                "grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 rounded-lg border p-3",
                chosen === value && "border-border-strong bg-secondary",
              )}
            >
              <input
                type="radio"
                id={`assignment-${value}`}
                name="assignment"
                value={value}
                checked={chosen === value}
                onChange={() => choose(value)}
                aria-describedby={`assignment-${value}-hint`}
                className="mt-0.5 size-4 accent-primary focus-ring"
              />
              <label htmlFor={`assignment-${value}`} className="text-14 leading-5 font-medium">
                {label}
              </label>
              <p id={`assignment-${value}-hint`} className="col-start-2 text-13 text-muted-foreground">
                {hint}
              </p>
            </div>
          ))}
        </fieldset>
        {!canChange && <p className="mt-3 text-13 text-muted-foreground">Owners and admins can change this.</p>}
      </CardContent>
    </Card>
  );
}
