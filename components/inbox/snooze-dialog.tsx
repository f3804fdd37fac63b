"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { localInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { snoozeText, snoozeTimes } from "./snooze-times";

interface SnoozeDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onSnooze: (until: Date) => void;
}

/** Asks until when to snooze. */
export function SnoozeDialog({ isOpen, onOpenChange, onSnooze }: SnoozeDialogProps) {
  function choose(until: Date) {
    onOpenChange(false);
    onSnooze(until);
  }
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent width="sm">
        <DialogHeader>
          <DialogTitle>Snooze</DialogTitle>
          <DialogDescription>The conversation comes back at this time, or when its customer writes.</DialogDescription>
        </DialogHeader>
        <Choices onChoose={choose} />
      </DialogContent>
    </Dialog>
  );
}

function Choices({ onChoose }: { onChoose: (until: Date) => void }) {
  const [now] = useState(() => new Date());
  return (
    <div className="grid gap-4">
      <div className="grid gap-1.5">
        {snoozeTimes(now).map(({ label, until }) => (
          <Button key={label} variant="outline" className="justify-between" onClick={() => onChoose(until)}>
            {label}
            <span className="font-normal text-muted-foreground">{snoozeText(until, now)}</span>
          </Button>
        ))}
      </div>
      <OwnTime now={now} onChoose={onChoose} />
    </div>
  );
}

function OwnTime({ now, onChoose }: { now: Date; onChoose: (until: Date) => void }) {
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const id = useId();
  function submit(event: FormEvent) {
    event.preventDefault();
    const until = new Date(typed);
    if (Number.isNaN(until.getTime())) return setError("Choose a date and a time.");
    if (until.getTime() <= Date.now()) return setError("This time is over. Choose one in the future.");
    return onChoose(until);
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-3">
      <Field label="Another time" error={error} id={id}>
        <Input
          type="datetime-local"
          min={localInput(now)}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setError(undefined);
          }}
        />
      </Field>
      <Button type="submit" variant="secondary">
        Snooze until then
      </Button>
    </form>
  );
}
