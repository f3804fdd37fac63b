"use client";

import { useState } from "react";
import { FormField } from "@/components/actions/fields/form-field";
import { Checkbox } from "@/components/ui/checkbox";
import type { SilenceRule } from "@/server/schemas/scenario/interaction";
import { ChoiceBox } from "../fields/choice-box";
import { InteractionSelect } from "../fields/interaction-select";
import { NumberBox } from "../fields/number-box";
import { ScenarioTextBox } from "../fields/scenario-text-box";
import { usePanel } from "../panel-context";
import { type TimeUnit, timeUnits, unitOf } from "./time-units";

interface SilenceRuleFieldsProps {
  rule: SilenceRule;
  path: string;
  onChange: (part: Partial<SilenceRule>) => void;
}

type EffectType = SilenceRule["effect"]["type"];

const effects: readonly { value: EffectType; label: string }[] = [
  { value: "text", label: "Send a text" },
  { value: "interaction", label: "Go to an interaction" },
  { value: "close", label: "Close the conversation" },
  { value: "person", label: "Hand to a person" },
];

function emptyEffect(type: EffectType): SilenceRule["effect"] {
  if (type === "text") return { type, text: "" };
  if (type === "interaction") return { type, interactionId: "" };
  return { type };
}

/** After how long what happens. */
export function SilenceRuleFields({ rule, path, onChange }: SilenceRuleFieldsProps) {
  const { draft } = usePanel();
  const { effect } = rule;
  return (
    <>
      <div className="grid min-w-0 gap-2 @sm:grid-cols-2">
        <Delay rule={rule} path={path} onChange={onChange} />
        <FormField path={`${path}.effect.type`} label="Then">
          <ChoiceBox
            value={effect.type}
            options={effects}
            onChange={(type) => onChange({ effect: emptyEffect(type) })}
          />
        </FormField>
      </div>
      {effect.type === "text" && (
        <FormField path={`${path}.effect.text`} label="Text" required>
          <ScenarioTextBox
            value={effect.text}
            placeholder="Are you still there?"
            onChange={(text) => onChange({ effect: { type: "text", text } })}
          />
        </FormField>
      )}
      {effect.type === "interaction" && (
        <FormField path={`${path}.effect`} label="Interaction">
          <InteractionSelect
            value={effect.interactionId}
            newName={`Reminder after ${draft.name}`}
            onChange={(interactionId) => onChange({ effect: { type: "interaction", interactionId } })}
          />
        </FormField>
      )}
      <FormField path={`${path}.onlyInWorkingHours`} label="Only in working hours" layout="inline">
        <Checkbox
          checked={rule.onlyInWorkingHours}
          onCheckedChange={(checked) => onChange({ onlyInWorkingHours: checked === true })}
        />
      </FormField>
    </>
  );
}

function Delay({ rule, path, onChange }: SilenceRuleFieldsProps) {
  const [unit, setUnit] = useState<TimeUnit>(() => unitOf(rule.afterMinutes));
  const { minutes } = timeUnits[unit];
  const amount = rule.afterMinutes / minutes;

  function changeUnit(next: TimeUnit) {
    setUnit(next);
    onChange({ afterMinutes: amount * timeUnits[next].minutes });
  }

  return (
    <div className="grid min-w-0 grid-cols-[5rem_minmax(0,1fr)] gap-2">
      <FormField path={`${path}.afterMinutes`} label="After" isEager>
        <NumberBox value={amount} onChange={(typed) => onChange({ afterMinutes: (typed ?? Number.NaN) * minutes })} />
      </FormField>
      <FormField path={`${path}.unit`} label="Unit">
        <ChoiceBox
          value={unit}
          options={Object.entries(timeUnits).map(([, { value, label }]) => ({ value, label }))}
          onChange={changeUnit}
        />
      </FormField>
    </div>
  );
}
