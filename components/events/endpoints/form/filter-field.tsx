"use client";

import { Segmented } from "@/components/actions/fields/segmented";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";

interface FilterFieldProps {
  label: string;
  /** "All bots". */
  all: string;
  /** "Only these". */
  some: string;
  /** Null for all. */
  value: string[] | null;
  options: readonly { value: string; label: string }[];
  error: string | undefined;
  onChange: (value: string[] | null) => void;
}

/** A filter by things of the workspace: all of them, or those that are ticked. */
export function FilterField({ label, all, some, value, options, error, onChange }: FilterFieldProps) {
  const choices = [
    { value: "all", label: all },
    { value: "some", label: some },
  ];
  const known = new Set(options.map((option) => option.value));
  const gone = (value ?? []).filter((id) => !known.has(id)).map((id) => ({ value: id, label: `Deleted (${id})` }));
  function toggle(id: string, isChosen: boolean) {
    const rest = (value ?? []).filter((one) => one !== id);
    onChange(isChosen ? [...rest, id] : rest);
  }
  return (
    <div className="grid min-w-0 gap-3">
      <Field label={label} error={error}>
        <Segmented
          label={label}
          value={value === null ? "all" : "some"}
          options={choices}
          onChange={(choice) => onChange(choice === "all" ? null : (value ?? []))}
        />
      </Field>
      {value !== null && (
        <fieldset
          aria-label={label}
          className="grid max-h-64 min-w-0 gap-2.5 overflow-y-auto rounded-lg border p-3 @2xl:grid-cols-2"
        >
          {[...options, ...gone].map((option) => (
            <Field key={option.value} layout="inline" label={option.label}>
              <Checkbox
                checked={value.includes(option.value)}
                onCheckedChange={(is) => toggle(option.value, is === true)}
              />
            </Field>
          ))}
          {options.length + gone.length === 0 && (
            <p className="text-13 text-muted-foreground">There are none in this workspace yet.</p>
          )}
        </fieldset>
      )}
    </div>
  );
}
