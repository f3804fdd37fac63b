"use client";

import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";

interface ChoicePickerProps {
  /** Empty if nothing is selected yet. */
  value: string;
  /** Undefined while the choices load. */
  choices: { id: string; name: string; hint?: string | undefined }[] | undefined;
  error: unknown;
  placeholder: string;
  /** Shown instead of the picker if there is nothing to choose from: what the user can do. */
  whenNone: ReactNode;
  onRetry: () => void;
  onChange: (id: string) => void;
}

/** Selects a bot or a table. Inside a FormField, it uses the field's label, hint and error. */
export function ChoicePicker({ value, choices, error, placeholder, whenNone, onRetry, onChange }: ChoicePickerProps) {
  if (!choices && error) {
    return (
      <div className="flex flex-wrap items-center gap-3 text-13 text-destructive-soft-foreground" role="alert">
        {messageOf(error)}
        <Button size="sm" variant="outline" onClick={onRetry}>
          <RotateCcw /> Try again
        </Button>
      </div>
    );
  }
  if (choices?.length === 0 && value === "") {
    return <p className="text-13 leading-5 text-muted-foreground">{whenNone}</p>;
  }
  const isGone = choices !== undefined && value !== "" && !choices.some(({ id }) => id === value);
  return (
    <Select value={value} onValueChange={onChange}>
      <SelectTrigger className="md:max-w-sm" aria-busy={!choices || undefined}>
        <SelectValue placeholder={choices ? placeholder : "Loading…"} />
      </SelectTrigger>
      <SelectContent>
        {isGone && (
          <SelectItem value={value} disabled>
            Deleted: choose another
          </SelectItem>
        )}
        {choices?.map(({ id, name, hint }) => (
          <SelectItem key={id} value={id} hint={hint}>
            {name}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
