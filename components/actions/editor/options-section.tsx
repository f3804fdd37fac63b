"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import type { ActionForm } from "./action-form";
import { FormField } from "../fields/form-field";
import { MoreOptions } from "../fields/more-options";

interface OptionsSectionProps {
  form: ActionForm;
  onChange: (part: Partial<ActionForm>) => void;
}

/** The delay before the first step, and what happens after a call. Few actions need them, so they are folded. */
export function OptionsSection({ form, onChange }: OptionsSectionProps) {
  return (
    <MoreOptions
      label="Delay, stopping and notifications"
      setCount={countSet(form)}
      paths={["delaySeconds", "stopAfterCall", "notifyOnCall"]}
    >
      <FormField
        path="delaySeconds"
        label="Delay before the first step"
        hint="Seconds, 0 to 60, for systems that need a moment before they know what the customer just did."
      >
        <Input
          value={form.delay}
          inputMode="numeric"
          placeholder="0"
          autoComplete="off"
          className="max-w-24 tabular-nums"
          onChange={(event) => onChange({ delay: event.target.value })}
        />
      </FormField>
      <FormField
        path="stopAfterCall"
        label="Stop the dialogue after the call"
        hint="When the call succeeds, the bot gives the conversation to your team and is silent until it gets it back."
        layout="inline"
      >
        <Checkbox
          checked={form.stopAfterCall}
          onCheckedChange={(checked) => onChange({ stopAfterCall: checked === true })}
        />
      </FormField>
      <FormField
        path="notifyOnCall"
        label="Notify the team of each call"
        hint="Everyone in the workspace gets a notification with a link to the conversation."
        layout="inline"
      >
        <Checkbox
          checked={form.notifyOnCall}
          onCheckedChange={(checked) => onChange({ notifyOnCall: checked === true })}
        />
      </FormField>
    </MoreOptions>
  );
}

function countSet({ delay, stopAfterCall, notifyOnCall }: ActionForm): number {
  return [!["", "0"].includes(delay.trim()), stopAfterCall, notifyOnCall].filter(Boolean).length;
}
