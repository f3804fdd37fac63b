"use client";

import { CircleAlert } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { eventCatalogue } from "@/server/schemas/events/event-catalogue";
import { type EventName, eventNames } from "@/server/schemas/events/event-names";
import { eventGroups } from "../../event-groups";

interface EventChoiceProps {
  chosen: readonly EventName[];
  error: string | undefined;
  onChange: (events: EventName[]) => void;
}

/** The events that an endpoint gets, in groups. */
export function EventChoice({ chosen, error, onChange }: EventChoiceProps) {
  const errorId = useId();
  const isAll = chosen.length === eventNames.length;
  function toggle(name: EventName, isChosen: boolean) {
    onChange(eventNames.filter((known) => (known === name ? isChosen : chosen.includes(known))));
  }
  return (
    <fieldset className="grid min-w-0 gap-4" aria-describedby={error ? errorId : undefined}>
      <div className="flex items-center justify-between gap-3">
        <legend className="float-left text-14 font-medium">Events</legend>
        <Button variant="ghost" size="sm" onClick={() => onChange(isAll ? [] : [...eventNames])}>
          {isAll ? "Choose none" : "Choose all"}
        </Button>
      </div>
      {error && (
        <p id={errorId} className="flex items-start gap-1.5 text-13 leading-5 text-destructive-soft-foreground">
          <CircleAlert aria-hidden className="mt-0.75 size-3.5 shrink-0" />
          {error}
        </p>
      )}
      {eventGroups.map(({ title, events }) => (
        <fieldset key={title} className="grid min-w-0 gap-3">
          <legend className="mb-2 text-13 font-medium text-muted-foreground">{title}</legend>
          <div className="grid gap-3 @2xl:grid-cols-2">
            {events.map((name) => (
              <Field
                key={name}
                layout="inline"
                label={eventCatalogue[name].title}
                hint={eventCatalogue[name].description}
              >
                <Checkbox checked={chosen.includes(name)} onCheckedChange={(is) => toggle(name, is === true)} />
              </Field>
            ))}
          </div>
        </fieldset>
      ))}
    </fieldset>
  );
}
