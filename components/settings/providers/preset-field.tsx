"use client";

import { Field } from "@/components/ui/field";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { presetOf, type ProviderPreset, providerPresets } from "./provider-presets";

interface PresetFieldProps {
  label: string;
  value: ProviderPreset;
  onChange: (preset: ProviderPreset) => void;
}

/** Chooses the provider to add. */
export function PresetField({ label, value, onChange }: PresetFieldProps) {
  return (
    <Field label={label}>
      <Select value={value.id} onValueChange={(id) => onChange(presetOf(id))}>
        <SelectTrigger>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {providerPresets.map(({ id, name, hint }) => (
            <SelectItem key={id} value={id} hint={hint}>
              {name}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </Field>
  );
}
